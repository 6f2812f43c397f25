package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.DeviceLogWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The device logs that one connection sees. */
final class JdbcDeviceLogs implements DeviceLogWriter {

    private static final String INSERT = """
            INSERT INTO device_log (organization_id, message, kind, pass_type_identifier, serial_number, device,
                date_created)
            VALUES (
                CASE WHEN CAST(:type AS TEXT) IS NOT NULL THEN (SELECT organization_id FROM pass_type WHERE identifier = :type)
                ELSE coalesce(
                    (SELECT max(o.id) FROM organization o
                        WHERE EXISTS (SELECT 1 FROM pass p WHERE p.organization_id = o.id AND p.serial_number = :serialNumber)
                        HAVING count(*) = 1),
                    (SELECT max(t.organization_id) FROM registration r JOIN pass_type t ON t.id = r.pass_type_id
                        WHERE r.device = :device
                        HAVING min(t.organization_id) = max(t.organization_id)))
                END,
                :message, :kind, :type, :serialNumber, :device, :time)""";

    private final Session session;
    private final Lists lists;

    JdbcDeviceLogs(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Page<DeviceLogEntry> list(DeviceLogQuery query) {
        return lists.deviceLogs(query);
    }

    @Override
    public void insert(List<DeviceLogMessage> messages, Instant time) {
        session.jdbi(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            for (DeviceLogMessage message : messages) {
                batch.bind("message", message.text())
                        .bind("kind", message.kind().map(DeviceLogKind::code))
                        .bind("type", message.passTypeIdentifier().map(PassTypeIdentifier::value))
                        .bind("serialNumber", message.serialNumber().map(PassSerialNumber::value))
                        .bind("device", message.device().map(DeviceLibraryIdentifier::value))
                        .bind("time", time.toEpochMilli())
                        .add();
            }
            return batch.execute();
        });
    }

    @Override
    public void prune(Instant before, long most) {
        session.jdbi(handle -> {
            handle.execute("DELETE FROM device_log WHERE id <= (SELECT max(id) FROM device_log) - ?", most);
            return handle.execute("DELETE FROM device_log WHERE date_created < ?", before.toEpochMilli());
        });
    }
}
