package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * The columns of a device log, and how a row is made of them.
 *
 * @since 0.1
 */
public final class DeviceLogRows {

    private static final String SELECT =
            "SELECT l.id, l.message, l.kind, l.pass_type_identifier, l.serial_number, l.device, l.date_created";

    private static final Sql.Row<DeviceLogEntry> MAPPER = row -> {
        int kind = row.getInt(3);
        return new DeviceLogEntry(
                row.getLong(1),
                new DeviceLogMessage(
                        row.getString(2),
                        kind == 0 ? Optional.empty() : Optional.of(DeviceLogKind.ofCode(kind)),
                        Optional.ofNullable(row.getString(4)).map(PassTypeIdentifier::new),
                        Optional.ofNullable(row.getString(5)).map(PassSerialNumber::new),
                        Optional.ofNullable(row.getString(6)).map(DeviceLibraryIdentifier::new)),
                Instant.ofEpochMilli(row.getLong(7)));
    };

    /** The table. */
    public static final Rows<DeviceLogEntry> ROWS = new Rows<>(SELECT, "device_log", "l", "", MAPPER);

    private DeviceLogRows() {}
}
