package io.serialpass.wallet;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of pass types can be sorted by.
 *
 * @since 0.1
 */
public enum PassTypeSort implements SortField<PassType> {
    /** The identifier. */
    PASS_TYPE_IDENTIFIER(
            SortKey.text("passTypeIdentifier", type -> type.identifier().value())),
    /** When it was first used. */
    DATE_CREATED(SortKey.time("dateCreated", PassType::dateCreated)),
    /** When its template, its files or its certificate last changed. */
    LAST_UPDATED(SortKey.time("lastUpdated", PassType::lastUpdated));

    private final SortKey<PassType> key;

    PassTypeSort(SortKey<PassType> key) {
        this.key = key;
    }

    @Override
    public SortKey<PassType> key() {
        return key;
    }

    @Override
    public long idOf(PassType row) {
        return row.number();
    }
}
