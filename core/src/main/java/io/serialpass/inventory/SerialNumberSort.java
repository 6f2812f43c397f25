package io.serialpass.inventory;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of serial numbers can be sorted by.
 *
 * @since 0.1
 */
public enum SerialNumberSort implements SortField<SerialNumber> {
    /** The store's id. */
    ID(SortKey.number("id", row -> row.id().value())),
    /** The value. */
    VALUE(SortKey.text("value", row -> row.details().value().value())),
    /** The status, in the order of {@link SerialNumberStatus}. */
    STATUS(SortKey.number("status", row -> row.details().status().code())),
    /** The reference of the item. */
    ITEM_REFERENCE(SortKey.text("itemReference", row -> row.itemReference().value())),
    /** When it was made. */
    DATE_CREATED(SortKey.time("dateCreated", SerialNumber::dateCreated)),
    /** When it last changed. */
    LAST_UPDATED(SortKey.time("lastUpdated", SerialNumber::lastUpdated));

    private final SortKey<SerialNumber> key;

    SerialNumberSort(SortKey<SerialNumber> key) {
        this.key = key;
    }

    @Override
    public SortKey<SerialNumber> key() {
        return key;
    }

    @Override
    public long idOf(SerialNumber row) {
        return row.id().value();
    }
}
