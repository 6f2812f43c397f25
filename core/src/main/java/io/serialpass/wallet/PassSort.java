package io.serialpass.wallet;

import io.serialpass.query.SortField;
import java.util.function.Function;

/** The fields that a list of passes can be sorted by. */
public enum PassSort implements SortField<Pass> {
    /** The serial number, whatever the type. */
    SERIAL_NUMBER("serialNumber", false, pass -> pass.id().serialNumber().value()),
    /** When it was issued. */
    DATE_CREATED("dateCreated", true, pass -> Long.toString(pass.dateCreated().toEpochMilli())),
    /** When it last changed. */
    LAST_UPDATED("lastUpdated", true, pass -> Long.toString(pass.lastUpdated().toEpochMilli()));

    private final String fieldName;
    private final boolean numeric;
    private final Function<Pass, String> key;

    PassSort(String fieldName, boolean numeric, Function<Pass, String> key) {
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
    public String keyOf(Pass row) {
        return key.apply(row);
    }

    @Override
    public long idOf(Pass row) {
        return row.number();
    }
}
