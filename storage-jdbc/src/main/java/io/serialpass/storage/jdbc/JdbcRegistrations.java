package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.RegistrationWriter;
import io.serialpass.storage.StorageException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The registrations that one connection sees. */
public final class JdbcRegistrations implements RegistrationWriter {

    private static final String FIND = RegistrationRows.SELECT + """
             FROM pass_type t
            CROSS JOIN pass p ON p.pass_type_id = t.id
            CROSS JOIN registration r ON r.device = ? AND r.pass_type_id = t.id AND r.pass_id = p.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String IS_REGISTERED = """
            SELECT EXISTS (SELECT 1 FROM pass_type t
                CROSS JOIN pass p ON p.pass_type_id = t.id
                CROSS JOIN registration r ON r.pass_id = p.id
                WHERE t.identifier = ? AND p.serial_number = ?)""";

    /** The registrations of a device for a type, through one index, and their passes. */
    private static final String REGISTERED = """
            SELECT %s FROM pass_type t
            CROSS JOIN registration r INDEXED BY registration_by_device ON r.device = ?2 AND r.pass_type_id = t.id
            CROSS JOIN pass p ON p.id = r.pass_id""" + PassRows.ITEM + " WHERE t.identifier = ?1";

    /** The condition that leaves of them those that are new to the device. */
    private static final String UPDATED =
            REGISTERED.formatted("p.serial_number, max(" + PassRows.TAG + ", r.update_tag)")
                    + " AND " + PassRows.HAS_PACKAGE + " AND (" + PassRows.TAG + """
             > ?3 OR r.update_tag > ?3 OR ?3 > t.last_tag)
            ORDER BY r.pass_id""";

    private static final String TAGS =
            REGISTERED.formatted("max(max(" + PassRows.TAG + ", r.update_tag)), t.last_tag") + " GROUP BY t.id";

    private static final String INSERT = """
            INSERT INTO registration (device, pass_type_id, pass_id, push_token, update_tag, date_created, last_updated)
            SELECT ?3, t.id, p.id, ?4, ?5, ?6, ?6 FROM pass_type t CROSS JOIN pass p ON p.pass_type_id = t.id
            WHERE t.identifier = ?1 AND p.serial_number = ?2""";

    private static final String DELETE = """
            DELETE FROM registration WHERE device = ?1
                AND pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?2)
                AND pass_id = (SELECT p.id FROM pass_type t CROSS JOIN pass p ON p.pass_type_id = t.id
                    WHERE t.identifier = ?2 AND p.serial_number = ?3)""";

    private final Handle handle;
    private final Lists lists;

    public JdbcRegistrations(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
    }

    @Override
    public Optional<Registration> find(DeviceLibraryIdentifier device, PassId pass) {
        return Sql.of(
                        FIND,
                        device.value(),
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .list(handle, RegistrationRows.MAPPER)
                .stream()
                .findFirst();
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
                        .number(handle)
                == 1;
    }

    @Override
    public Optional<UpdatedPasses> updated(UpdatedPassesQuery query) {
        long since = query.since().map(UpdateTag::value).orElse(-1L);
        List<PassSerialNumber> serialNumbers = new ArrayList<>();
        long greatest = updated(query, since)
                .list(handle, row -> {
                    serialNumbers.add(new PassSerialNumber(row.getString(1)));
                    return row.getLong(2);
                })
                .stream()
                .mapToLong(tag -> tag)
                .max()
                .orElse(0);
        return serialNumbers.isEmpty()
                ? Optional.empty()
                : Optional.of(new UpdatedPasses(serialNumbers, new UpdateTag(greatest)));
    }

    private static Sql updated(UpdatedPassesQuery query, long since) {
        return Sql.of(
                UPDATED, query.passTypeIdentifier().value(), query.device().value(), since);
    }

    public List<String> explain(UpdatedPassesQuery query) {
        return updated(query, 0).explain(handle);
    }

    @Override
    public Optional<DeviceTags> tags(DeviceLibraryIdentifier device, PassTypeIdentifier type) {
        return Sql.of(TAGS, type.value(), device.value())
                .list(handle, row -> new DeviceTags(new UpdateTag(row.getLong(1)), new UpdateTag(row.getLong(2))))
                .stream()
                .findFirst();
    }

    @Override
    public void insert(DeviceLibraryIdentifier device, PassId pass, PushToken pushToken, UpdateTag tag, Instant time) {
        int inserted = Sql.of(
                        INSERT,
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value(),
                        device.value(),
                        pushToken.value(),
                        tag.value(),
                        time.toEpochMilli())
                .update(handle);
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
                .update(handle);
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
                                pass.serialNumber().value())
                        .update(handle)
                == 1;
    }
}
