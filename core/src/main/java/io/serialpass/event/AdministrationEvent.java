package io.serialpass.event;

import java.util.function.Function;

/**
 * Something happened to a thing that an organization sets up: an item, a pass type, a link, a webhook or an API token. The audit trail
 * tells of it. Programs that follow serial numbers, passes and registrations are not told: {@link EventType#isFollowed()}.
 *
 * @since 0.1
 */
public sealed interface AdministrationEvent extends OwnedEvent
        permits ItemEvent, PassTypeContentEvent, LinkEvent, WebhookEvent, ApiTokenEvent {

    /**
     * Calls the function that belongs to what the event tells of. When a case is added later, a caller does not compile until it
     * handles the new case too.
     *
     * @param <T> the kind of result
     * @param item for one of an item
     * @param passType for one of a pass type
     * @param link for one of a link
     * @param webhook for one of a webhook
     * @param apiToken for one of an API token
     * @return the result of the function that was called
     */
    <T> T matchSubject(
            Function<? super ItemEvent, ? extends T> item,
            Function<? super PassTypeContentEvent, ? extends T> passType,
            Function<? super LinkEvent, ? extends T> link,
            Function<? super WebhookEvent, ? extends T> webhook,
            Function<? super ApiTokenEvent, ? extends T> apiToken);

    @Override
    default <T> T match(
            Function<? super PassEvent, ? extends T> passes,
            Function<? super PassTypeEvent, ? extends T> passType,
            Function<? super RegistrationEvent, ? extends T> registration,
            Function<? super SerialNumberEvent, ? extends T> serialNumbers,
            Function<? super AdministrationEvent, ? extends T> administration) {
        return administration.apply(this);
    }
}
