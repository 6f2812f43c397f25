package io.serialpass.organization;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of issued API tokens can be sorted by.
 *
 * @since 0.1
 */
public enum IssuedTokenSort implements SortField<IssuedToken> {
    /** When it was issued. */
    DATE_CREATED(SortKey.time("dateCreated", IssuedToken::dateCreated));

    private final SortKey<IssuedToken> key;

    IssuedTokenSort(SortKey<IssuedToken> key) {
        this.key = key;
    }

    @Override
    public SortKey<IssuedToken> key() {
        return key;
    }

    @Override
    public long idOf(IssuedToken row) {
        return row.id().value();
    }
}
