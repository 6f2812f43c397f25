package io.serialpass.event;

import java.util.Optional;
import java.util.function.Function;

/**
 * A caller made, changed or deleted a webhook. Its address and its secret are not in the event: both can let somebody in.
 *
 * @param type one of the {@code WEBHOOK_} types
 * @param id the number of the webhook
 * @param description what people call it, after the change; empty if they call it nothing
 * @since 0.1
 */
public record WebhookEvent(EventType type, long id, Optional<String> description) implements AdministrationEvent {

    /**
     * Checks the event.
     *
     * @param type one of the {@code WEBHOOK_} types
     * @param id the number of the webhook
     * @param description what people call it, one line
     * @throws IllegalArgumentException if the type does not fit
     */
    public WebhookEvent {
        type.require(EventType.Subject.WEBHOOK);
    }

    @Override
    public <T> T matchSubject(
            Function<? super ItemEvent, ? extends T> item,
            Function<? super PassTypeContentEvent, ? extends T> passType,
            Function<? super LinkEvent, ? extends T> link,
            Function<? super WebhookEvent, ? extends T> webhook,
            Function<? super ApiTokenEvent, ? extends T> apiToken) {
        return webhook.apply(this);
    }
}
