package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.DeviceLogRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The list of device logs. Their number is bounded, so that only the filter of the time has an index. */
final class DeviceLogListSource extends ListSource<DeviceLogEntry, DeviceLogSort> {

    private final Session session;
    private final Optional<Condition> created;

    DeviceLogListSource(Session session, OptionalLong organizationId, DeviceLogQuery query) {
        super(DeviceLogRows.ROWS);
        this.session = session;
        filter(
                organizationId.isPresent()
                        ? Condition.of(
                                "(l.organization_id IS NULL OR l.organization_id = ?)", organizationId.getAsLong())
                        : Condition.of("l.organization_id IS NULL"));
        filter(TextConditions.matches("l.message", query.message()));
        filter(query.kind().map(kind -> Condition.of("l.kind = ?", kind.code())));
        filter(query.passTypeIdentifier().map(type -> Condition.of("l.pass_type_identifier = ?", type.value())));
        this.created = filter(TimeConditions.within("l.date_created", query.dateCreated()));
    }

    @Override
    AccessPath inOrder() {
        return new AccessPath(
                Condition.of("device_log l INDEXED BY device_log_by_date_created"),
                created.map(List::of).orElse(List.of()));
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM device_log").number(session);
    }

    @Override
    String column(DeviceLogSort field) {
        return "l.date_created";
    }
}
