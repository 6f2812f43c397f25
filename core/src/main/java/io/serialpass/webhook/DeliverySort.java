package io.serialpass.webhook;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of deliveries can be sorted by.
 *
 * @since 0.1
 */
public enum DeliverySort implements SortField<WebhookDelivery> {
    /** When the message was put up for delivery. */
    DATE_CREATED(SortKey.time("dateCreated", WebhookDelivery::dateCreated));

    private final SortKey<WebhookDelivery> key;

    DeliverySort(SortKey<WebhookDelivery> key) {
        this.key = key;
    }

    @Override
    public SortKey<WebhookDelivery> key() {
        return key;
    }

    @Override
    public long idOf(WebhookDelivery row) {
        return row.id().value();
    }
}
