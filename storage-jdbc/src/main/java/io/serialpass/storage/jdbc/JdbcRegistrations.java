package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.RegistrationWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceTags;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registrations that one connection sees. */
final class JdbcRegistrations implements RegistrationWriter {

    private static final String FIND = RegistrationRows.SELECT + """
             FROM pass_type t
            JOIN pass p ON p.pass_type_id = t.id
            JOIN registration r ON r.device = ? AND r.pass_type_id = t.id AND r.pass_id = p.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String IS_REGISTERED = """
            SELECT EXISTS (SELECT 1 FROM pass_type t
                JOIN pass p ON p.pass_type_id = t.id
                JOIN registration r ON r.pass_id = p.id
                WHERE t.identifier = ? AND p.serial_number = ?)""";

    /** The passes of a type that a device registered. */
    private static final String REGISTERED = """
            SELECT %s FROM pass_type t
            JOIN registration r ON r.device = ? AND r.pass_type_id = t.id
            JOIN pass p ON p.id = r.pass_id""" + PassRows.ITEM + " WHERE t.identifier = ?";

    /** Those of them that are new to the device. */
    private static final String UPDATED =
            REGISTERED.formatted("p.serial_number, <greatest>(" + PassRows.TAG + ", r.update_tag)")
                    + " AND " + PassRows.IS_TOLD + " AND (" + PassRows.TAG + """
             > ? OR r.update_tag > ? OR ? > t.last_tag)
            ORDER BY r.pass_id""";

    private static final String TAGS =
            REGISTERED.formatted("max(<greatest>(" + PassRows.TAG + ", r.update_tag)), t.last_tag") + " GROUP BY t.id";

    private static final String INSERT = """
            INSERT INTO registration (device, pass_type_id, pass_id, push_token, update_tag, date_created, last_updated)
            SELECT ?, t.id, p.id, ?, ?, ?, ? FROM pass_type t JOIN pass p ON p.pass_type_id = t.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String DELETE = """
            DELETE FROM registration WHERE device = ?
                AND pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?)
                AND pass_id = (SELECT p.id FROM pass_type t JOIN pass p ON p.pass_type_id = t.id
                    WHERE t.identifier = ? AND p.serial_number = ?)""";

    private final Session session;
    private final Lists lists;

    JdbcRegistrations(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<Registration> find(DeviceLibraryIdentifier device, PassId pass) {
        return Sql.of(
                        FIND,
                        device.value(),
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .first(session, RegistrationRows.MAPPER);
    }

    @Override
    public Page<Registration> list(RegistrationQuery query) {
        return lists.registrations(query);
    }

    @Override
    public boolean isRegistered(PassId pass) {
        return Sql.of(
                        IS_REGISTERED,
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .isTrue(session);
    }

    @Override
    public Optional<UpdatedPasses> updated(UpdatedPassesQuery query) {
        long since = query.since().map(UpdateTag::value).orElse(-1L);
        List<PassSerialNumber> serialNumbers = new ArrayList<>();
        long greatest = updated(query, since).run(session, statement -> {
            long greatestSoFar = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    serialNumbers.add(new PassSerialNumber(rows.getString(1)));
                    greatestSoFar = Math.max(greatestSoFar, rows.getLong(2));
                }
            }
            return greatestSoFar;
        });
        return serialNumbers.isEmpty()
                ? Optional.empty()
                : Optional.of(new UpdatedPasses(serialNumbers, new UpdateTag(greatest)));
    }

    static Sql updated(UpdatedPassesQuery query, long since) {
        return Sql.of(
                UPDATED, query.device().value(), query.passTypeIdentifier().value(), since, since, since);
    }

    @Override
    public Optional<DeviceTags> tags(DeviceLibraryIdentifier device, PassTypeIdentifier type) {
        return Sql.of(TAGS, device.value(), type.value())
                .first(session, row -> new DeviceTags(new UpdateTag(row.getLong(1)), new UpdateTag(row.getLong(2))));
    }

    @Override
    public void insert(DeviceLibraryIdentifier device, PassId pass, PushToken pushToken, UpdateTag tag, Instant time) {
        int inserted = Sql.of(
                        INSERT,
                        device.value(),
                        pushToken.value(),
                        tag.value(),
                        time.toEpochMilli(),
                        time.toEpochMilli(),
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .update(session);
        if (inserted == 0) {
            throw new StorageException("there is no pass " + pass + " to register");
        }
    }

    @Override
    public void update(Registration registration) {
        int updated = Sql.of(
                        "UPDATE registration SET push_token = ?, update_tag = ?, last_updated = ? WHERE id = ?",
                        registration.pushToken().value(),
                        registration.updateTag().value(),
                        registration.lastUpdated().toEpochMilli(),
                        registration.number())
                .update(session);
        if (updated == 0) {
            throw new StorageException("there is no registration to update with the number " + registration.number());
        }
    }

    @Override
    public boolean delete(DeviceLibraryIdentifier device, PassId pass) {
        return Sql.of(
                                DELETE,
                                device.value(),
                                pass.passTypeIdentifier().value(),
                                pass.passTypeIdentifier().value(),
                                pass.serialNumber().value())
                        .update(session)
                == 1;
    }
}
