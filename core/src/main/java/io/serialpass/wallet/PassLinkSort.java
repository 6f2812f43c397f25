package io.serialpass.wallet;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of links can be sorted by.
 *
 * @since 0.1
 */
public enum PassLinkSort implements SortField<PassLink> {
    /** When it was made. */
    DATE_CREATED(SortKey.time("dateCreated", PassLink::dateCreated));

    private final SortKey<PassLink> key;

    PassLinkSort(SortKey<PassLink> key) {
        this.key = key;
    }

    @Override
    public SortKey<PassLink> key() {
        return key;
    }

    @Override
    public long idOf(PassLink row) {
        return row.id().value();
    }
}
