package io.serialpass.inventory;

import io.serialpass.query.SortField;
import java.util.function.Function;

/** The fields that a list of items can be sorted by. */
public enum ItemSort implements SortField<Item> {
    /** The store's id. */
    ID("id", true, item -> Long.toString(item.id().value())),
    /** The organization's reference. */
    REFERENCE("reference", false, item -> item.reference().value()),
    /** The name. */
    NAME("name", false, item -> item.details().name()),
    /** When it was made. */
    DATE_CREATED("dateCreated", true, item -> Long.toString(item.dateCreated().toEpochMilli())),
    /** When it last changed. */
    LAST_UPDATED("lastUpdated", true, item -> Long.toString(item.lastUpdated().toEpochMilli()));

    private final String fieldName;
    private final boolean numeric;
    private final Function<Item, String> key;

    ItemSort(String fieldName, boolean numeric, Function<Item, String> key) {
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
    public String keyOf(Item row) {
        return key.apply(row);
    }

    @Override
    public long idOf(Item row) {
        return row.id().value();
    }
}
