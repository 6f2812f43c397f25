package io.serialpass.wallet;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of passes can be sorted by.
 *
 * @since 0.1
 */
public enum PassSort implements SortField<Pass> {
    /** The serial number, whatever the type. */
    SERIAL_NUMBER(SortKey.text("serialNumber", pass -> pass.id().serialNumber().value())),
    /** When it was issued. */
    DATE_CREATED(SortKey.time("dateCreated", Pass::dateCreated)),
    /** When it last changed. */
    LAST_UPDATED(SortKey.time("lastUpdated", Pass::lastUpdated));

    private final SortKey<Pass> key;

    PassSort(SortKey<Pass> key) {
        this.key = key;
    }

    @Override
    public SortKey<Pass> key() {
        return key;
    }

    @Override
    public long idOf(Pass row) {
        return row.number();
    }
}
