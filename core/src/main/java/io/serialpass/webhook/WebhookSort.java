package io.serialpass.webhook;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of webhooks can be sorted by.
 *
 * @since 0.1
 */
public enum WebhookSort implements SortField<Webhook> {
    /** When it was made. */
    DATE_CREATED(SortKey.time("dateCreated", Webhook::dateCreated)),
    /** When its details or secrets last changed. */
    LAST_UPDATED(SortKey.time("lastUpdated", Webhook::lastUpdated));

    private final SortKey<Webhook> key;

    WebhookSort(SortKey<Webhook> key) {
        this.key = key;
    }

    @Override
    public SortKey<Webhook> key() {
        return key;
    }

    @Override
    public long idOf(Webhook row) {
        return row.id().value();
    }
}
