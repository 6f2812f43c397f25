package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.DeviceLogWriter;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The device logs that one connection sees. */
final class JdbcDeviceLogs implements DeviceLogWriter {

    private static final String INSERT = """
            INSERT INTO device_log (organization_id, message, kind, pass_type_identifier, serial_number, device,
                date_created)
            VALUES (
                CASE WHEN ?3 IS NOT NULL THEN (SELECT organization_id FROM pass_type WHERE identifier = ?3)
                ELSE coalesce(
                    (SELECT max(o.id) FROM organization o
                        WHERE EXISTS (SELECT 1 FROM pass p WHERE p.organization_id = o.id AND p.serial_number = ?4)
                        HAVING count(*) = 1),
                    (SELECT max(t.organization_id) FROM registration r CROSS JOIN pass_type t ON t.id = r.pass_type_id
                        WHERE r.device = ?5
                        HAVING min(t.organization_id) = max(t.organization_id)))
                END,
                ?1, ?2, ?3, ?4, ?5, ?6)""";

    private final Handle handle;
    private final Lists lists;

    JdbcDeviceLogs(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
    }

    @Override
    public Page<DeviceLogEntry> list(DeviceLogQuery query) {
        return lists.deviceLogs(query);
    }

    @Override
    public void insert(List<DeviceLogMessage> messages, Instant time) {
        for (DeviceLogMessage message : messages) {
            Sql.of(INSERT)
                    .bind(message.text())
                    .bind(message.kind().map(DeviceLogKind::code).orElse(null))
                    .bind(message.passTypeIdentifier()
                            .map(PassTypeIdentifier::value)
                            .orElse(null))
                    .bind(message.serialNumber().map(PassSerialNumber::value).orElse(null))
                    .bind(message.device().map(DeviceLibraryIdentifier::value).orElse(null))
                    .bind(time.toEpochMilli())
                    .update(handle);
        }
    }

    @Override
    public void prune(Instant before, long most) {
        Sql.of(
                        "DELETE FROM device_log WHERE id <= (SELECT seq FROM sqlite_sequence WHERE name = 'device_log') - ?",
                        most)
                .update(handle);
        Sql.of("DELETE FROM device_log WHERE date_created < ?", before.toEpochMilli())
                .update(handle);
    }
}
