package io.serialpass.wallet;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of device logs can be sorted by.
 *
 * @since 0.1
 */
public enum DeviceLogSort implements SortField<DeviceLogEntry> {
    /** When it came. */
    DATE_CREATED(SortKey.time("dateCreated", DeviceLogEntry::dateCreated));

    private final SortKey<DeviceLogEntry> key;

    DeviceLogSort(SortKey<DeviceLogEntry> key) {
        this.key = key;
    }

    @Override
    public SortKey<DeviceLogEntry> key() {
        return key;
    }

    @Override
    public long idOf(DeviceLogEntry row) {
        return row.id();
    }
}
