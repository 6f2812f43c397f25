package io.serialpass.webhook;

import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import java.util.Optional;

/**
 * Which deliveries of a webhook are wanted, in which order. All filters apply together (AND). Immutable.
 *
 * @param webhook whose deliveries
 * @param state how far they have come
 * @param dateCreated when they were put up for delivery
 * @param listing order and page
 * @since 0.1
 */
public record DeliveryQuery(
        WebhookId webhook, Optional<DeliveryState> state, TimeRange dateCreated, Listing<DeliverySort> listing) {

    /**
     * The filters as a predicate; order and page play no part.
     *
     * @param delivery any delivery
     * @return true if it is among those asked for
     */
    public boolean matches(WebhookDelivery delivery) {
        return delivery.webhook().equals(webhook)
                && state.map(wanted -> wanted == delivery.state()).orElse(true)
                && dateCreated.contains(delivery.dateCreated());
    }
}
