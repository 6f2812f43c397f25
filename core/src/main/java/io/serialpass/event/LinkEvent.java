package io.serialpass.event;

import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.PassId;
import java.util.List;
import java.util.function.Function;

/**
 * A link by which customers get passes was made or revoked. The secret of the link is not in the event.
 *
 * @param type one of the {@code LINK_} types
 * @param id the link
 * @param passes the passes that it was made for, 1 or more
 * @since 0.1
 */
public record LinkEvent(EventType type, LinkId id, List<PassId> passes) implements AdministrationEvent {

    /**
     * Checks the event.
     *
     * @param type one of the {@code LINK_} types
     * @param id the link
     * @param passes the passes that it was made for, 1 or more
     * @throws IllegalArgumentException if the type does not fit, or there is no pass
     */
    public LinkEvent {
        type.require(EventType.Subject.LINK);
        if (passes.isEmpty()) {
            throw new IllegalArgumentException("a link leads to 1 or more passes");
        }
        passes = List.copyOf(passes);
    }

    @Override
    public <T> T matchSubject(
            Function<? super ItemEvent, ? extends T> item,
            Function<? super PassTypeContentEvent, ? extends T> passType,
            Function<? super LinkEvent, ? extends T> link,
            Function<? super WebhookEvent, ? extends T> webhook,
            Function<? super ApiTokenEvent, ? extends T> apiToken) {
        return link.apply(this);
    }
}
