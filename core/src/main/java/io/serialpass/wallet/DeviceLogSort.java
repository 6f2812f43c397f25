package io.serialpass.wallet;

import io.serialpass.query.SortField;

/** The fields that a list of device logs can be sorted by. */
public enum DeviceLogSort implements SortField<DeviceLogEntry> {
    /** When it came. */
    DATE_CREATED;

    @Override
    public String fieldName() {
        return "dateCreated";
    }

    @Override
    public boolean isNumeric() {
        return true;
    }

    @Override
    public String keyOf(DeviceLogEntry row) {
        return Long.toString(row.dateCreated().toEpochMilli());
    }

    @Override
    public long idOf(DeviceLogEntry row) {
        return row.id();
    }
}
