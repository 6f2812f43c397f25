package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.TraceWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.UpdateTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What devices did last, as one connection sees it. */
final class JdbcTraces implements TraceWriter {

    private static final String LAST_ASK = """
            SELECT a.time, a.since_tag, a.told_tag FROM device_ask a JOIN pass_type t ON t.id = a.pass_type_id
            WHERE a.device = ? AND t.identifier = ?""";

    private static final String LAST_FETCH = """
            SELECT f.time, f.update_tag, f.unchanged FROM pass_type t JOIN pass p ON p.pass_type_id = t.id
            JOIN pass_fetch f ON f.pass_id = p.id WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String PUT_ASK = """
            INSERT INTO device_ask (device, pass_type_id, time, since_tag, told_tag)
            SELECT ?, t.id, ?, CAST(? AS BIGINT), CAST(? AS BIGINT) FROM pass_type t
            WHERE t.identifier = ? AND EXISTS (SELECT 1 FROM registration r WHERE r.device = ? AND r.pass_type_id = t.id)
            ON CONFLICT (device, pass_type_id) DO UPDATE
            SET time = excluded.time, since_tag = excluded.since_tag, told_tag = excluded.told_tag""";

    private static final String PUT_FETCH = """
            INSERT INTO pass_fetch (pass_id, time, update_tag, unchanged)
            SELECT p.id, ?, ?, ? FROM pass_type t JOIN pass p ON p.pass_type_id = t.id
            WHERE t.identifier = ? AND p.serial_number = ?
            ON CONFLICT (pass_id) DO UPDATE
            SET time = excluded.time, update_tag = excluded.update_tag, unchanged = excluded.unchanged""";

    private final Session session;

    JdbcTraces(Session session) {
        this.session = session;
    }

    @Override
    public Optional<DeviceAsk> lastAsk(DeviceLibraryIdentifier device, PassTypeIdentifier type) {
        return Sql.of(LAST_ASK, device.value(), type.value())
                .first(
                        session,
                        row -> new DeviceAsk(
                                device, type, Instant.ofEpochMilli(row.getLong(1)), tag(row, 2), tag(row, 3)));
    }

    private static Optional<UpdateTag> tag(ResultSet row, int column) throws SQLException {
        return NullableColumns.number(row, column).map(UpdateTag::new);
    }

    @Override
    public Optional<PassFetch> lastFetch(PassId pass) {
        return Sql.of(
                        LAST_FETCH,
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .first(
                        session,
                        row -> new PassFetch(
                                pass,
                                Instant.ofEpochMilli(row.getLong(1)),
                                new UpdateTag(row.getLong(2)),
                                row.getBoolean(3)));
    }

    @Override
    public void putAsks(Collection<DeviceAsk> asks) {
        for (DeviceAsk ask : asks) {
            Sql.of(PUT_ASK, ask.device().value(), ask.time().toEpochMilli())
                    .bind(ask.since().map(UpdateTag::value).orElse(null))
                    .bind(ask.told().map(UpdateTag::value).orElse(null))
                    .add("", ask.type().value(), ask.device().value())
                    .update(session);
        }
    }

    @Override
    public void putFetches(Collection<PassFetch> fetches) {
        for (PassFetch fetch : fetches) {
            Sql.of(
                            PUT_FETCH,
                            fetch.time().toEpochMilli(),
                            fetch.version().value(),
                            fetch.unchanged(),
                            fetch.pass().passTypeIdentifier().value(),
                            fetch.pass().serialNumber().value())
                    .update(session);
        }
    }
}
