package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.DeviceLogRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The list of device logs. Their number is bounded, so that filters other than the time's pass over the rest. */
final class DeviceLogListSource implements ListSource<DeviceLogEntry, DeviceLogSort> {

    private final Handle handle;
    private final Optional<Condition> created;
    private final List<Condition> filters = new ArrayList<>();

    DeviceLogListSource(Handle handle, OptionalLong organizationId, DeviceLogQuery query) {
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
    public AccessPath inOrder() {
        return new AccessPath(
                Condition.of("device_log l INDEXED BY device_log_by_date_created"),
                created.map(List::of).orElse(List.of()));
    }

    @Override
    public List<AccessPath> byFilter() {
        return List.of();
    }

    @Override
    public OptionalLong knownTotal() {
        return OptionalLong.empty();
    }

    @Override
    public long rowsInOrder() {
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
        return DeviceLogRows.SELECT + " FROM page CROSS JOIN device_log l ON l.id = page.id";
    }

    @Override
    public Sql.Row<DeviceLogEntry> mapper() {
        return DeviceLogRows.MAPPER;
    }
}
