package io.serialpass.storage;

import io.serialpass.query.Page;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;

/**
 * Reads device logs.
 *
 * @since 0.1
 */
public interface DeviceLogReader {

    /**
     * Lists device logs.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<DeviceLogEntry> list(DeviceLogQuery query);
}
