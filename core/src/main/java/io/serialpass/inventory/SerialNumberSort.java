package io.serialpass.inventory;

import io.serialpass.query.SortField;
import java.util.function.Function;

/** The fields that a list of serial numbers can be sorted by. */
public enum SerialNumberSort implements SortField<SerialNumber> {
    /** The store's id. */
    ID("id", true, row -> Long.toString(row.id().value())),
    /** The value. */
    VALUE("value", false, row -> row.details().value().value()),
    /** The status, in the order of {@link SerialNumberStatus}. */
    STATUS("status", true, row -> Integer.toString(row.details().status().code())),
    /** The reference of the item. */
    ITEM_REFERENCE("itemReference", false, row -> row.itemReference().value()),
    /** When it was made. */
    DATE_CREATED("dateCreated", true, row -> Long.toString(row.dateCreated().toEpochMilli())),
    /** When it last changed. */
    LAST_UPDATED("lastUpdated", true, row -> Long.toString(row.lastUpdated().toEpochMilli()));

    private final String fieldName;
    private final boolean numeric;
    private final Function<SerialNumber, String> key;

    SerialNumberSort(String fieldName, boolean numeric, Function<SerialNumber, String> key) {
        this.fieldName = fieldName;
        this.numeric = numeric;
        this.key = key;
    }

    @Override
    public String fieldName() {
        return fieldName;
    }

    @Override
    public boolean isNumeric() {
        return numeric;
    }

    @Override
    public String keyOf(SerialNumber row) {
        return key.apply(row);
    }

    @Override
    public long idOf(SerialNumber row) {
        return row.id().value();
    }
}
