package io.serialpass.wallet;

import io.serialpass.query.SortField;
import java.util.function.Function;

/** The fields that a list of pass types can be sorted by. */
public enum PassTypeSort implements SortField<PassType> {
    /** The identifier. */
    PASS_TYPE_IDENTIFIER("passTypeIdentifier", false, type -> type.identifier().value()),
    /** When it was first used. */
    DATE_CREATED("dateCreated", true, type -> Long.toString(type.dateCreated().toEpochMilli())),
    /** When its template, its files or its certificate last changed. */
    LAST_UPDATED("lastUpdated", true, type -> Long.toString(type.lastUpdated().toEpochMilli()));

    private final String fieldName;
    private final boolean numeric;
    private final Function<PassType, String> key;

    PassTypeSort(String fieldName, boolean numeric, Function<PassType, String> key) {
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
    public String keyOf(PassType row) {
        return key.apply(row);
    }

    @Override
    public long idOf(PassType row) {
        return row.number();
    }
}
