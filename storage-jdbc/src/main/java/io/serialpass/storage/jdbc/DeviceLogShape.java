package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The list of device logs. Their number is bounded, so that filters other than the time's pass over the rest. */
final class DeviceLogShape implements Listings.Shape<DeviceLogEntry, DeviceLogSort> {

    private final Handle handle;
    private final Optional<Condition> created;
    private final List<Condition> filters = new ArrayList<>();

    DeviceLogShape(Handle handle, OptionalLong organizationId, DeviceLogQuery query) {
        this.handle = handle;
        this.created = TimeConditions.within("l.date_created", query.dateCreated());
        filters.add(
                organizationId.isPresent()
                        ? Condition.of(
                                "(l.organization_id IS NULL OR l.organization_id = ?)", organizationId.getAsLong())
                        : Condition.of("l.organization_id IS NULL"));
        query.message()
                .filter(wildcard -> !wildcard.matchesAll())
                .ifPresent(wildcard -> filters.add(TextConditions.matches("l.message", wildcard)));
        query.kind().ifPresent(kind -> filters.add(Condition.of("l.kind = ?", kind.code())));
        query.passTypeIdentifier()
                .ifPresent(type -> filters.add(Condition.of("l.pass_type_identifier = ?", type.value())));
        created.ifPresent(filters::add);
    }

    @Override
    public List<Condition> filters() {
        return filters;
    }

    @Override
    public AccessPath walk() {
        return new AccessPath(
                Condition.of("device_log l INDEXED BY device_log_by_date_created"),
                created.map(List::of).orElse(List.of()));
    }

    @Override
    public List<AccessPath> gatherings() {
        return List.of();
    }

    @Override
    public OptionalLong knownTotal() {
        return OptionalLong.empty();
    }

    @Override
    public long rowsOfWalk() {
        return Sql.of("SELECT count(*) FROM device_log").number(handle);
    }

    @Override
    public String column(DeviceLogSort field) {
        return "l.date_created";
    }

    @Override
    public String id() {
        return "l.id";
    }

    @Override
    public String rowsOfPage() {
        return "SELECT l.id, l.message, l.kind, l.pass_type_identifier, l.serial_number, l.device, l.date_created"
                + " FROM page CROSS JOIN device_log l ON l.id = page.id";
    }

    @Override
    public Sql.Row<DeviceLogEntry> mapper() {
        return row -> {
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
    }
}
