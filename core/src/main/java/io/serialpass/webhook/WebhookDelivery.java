package io.serialpass.webhook;

import io.serialpass.event.LoggedEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to one receiver, and its results so far. It holds the event itself, so that it can be sent when the log has the
 * event no more. Immutable.
 *
 * @param id its number
 * @param webhook whose it is
 * @param message the name by which the receiver knows it
 * @param event the event
 * @param state how far it has come
 * @param attempts how often it was tried since it was put up for delivery, or was last sent again on demand
 * @param nextAttempt when it is tried next, unless an earlier message of the same pass is yet to be delivered; empty if it is
 *     not tried any more
 * @param lastAttempt when it was last tried, in milliseconds; empty if it was not
 * @param status the HTTP status of the last answer; 0 where there was none
 * @param reason a sentence that says why the receiver did not take it the last time; empty if there is nothing to say
 * @param dateCreated when it was put up for delivery, in milliseconds
 * @since 0.1
 */
public record WebhookDelivery(
        DeliveryId id,
        WebhookId webhook,
        MessageId message,
        LoggedEvent event,
        DeliveryState state,
        int attempts,
        Optional<Instant> nextAttempt,
        Optional<Instant> lastAttempt,
        int status,
        String reason,
        Instant dateCreated) {

    /**
     * A message that is put up for delivery.
     *
     * @param id its number
     * @param webhook whose it is
     * @param message the name by which the receiver knows it
     * @param event the event
     * @param time when, in milliseconds
     * @return the delivery, to be tried at once
     */
    public static WebhookDelivery pending(
            DeliveryId id, WebhookId webhook, MessageId message, LoggedEvent event, Instant time) {
        return new WebhookDelivery(
                id,
                webhook,
                message,
                event,
                DeliveryState.PENDING,
                0,
                Optional.of(time),
                Optional.empty(),
                0,
                "",
                time);
    }

    /**
     * The same after an attempt.
     *
     * @param answer the outcome
     * @param time when it was made, in milliseconds
     * @param next when it is tried again; empty for never, so that it is given up unless the receiver took it
     * @return the delivery
     */
    public WebhookDelivery tried(WebhookAnswer answer, Instant time, Optional<Instant> next) {
        DeliveryState after = answer.isTaken()
                ? DeliveryState.DELIVERED
                : next.isPresent() ? DeliveryState.FAILED : DeliveryState.GIVEN_UP;
        return new WebhookDelivery(
                id,
                webhook,
                message,
                event,
                after,
                attempts + 1,
                answer.isTaken() ? Optional.empty() : next,
                Optional.of(time),
                answer.status(),
                answer.reason(),
                dateCreated);
    }

    /**
     * The same, to be sent again on demand, under the same name.
     *
     * @param time when, in milliseconds
     * @return the delivery, to be tried as if it were new
     */
    public WebhookDelivery again(Instant time) {
        return new WebhookDelivery(
                id,
                webhook,
                message,
                event,
                DeliveryState.PENDING,
                0,
                Optional.of(time),
                lastAttempt,
                status,
                reason,
                dateCreated);
    }
}
