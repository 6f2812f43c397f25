package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.SerialNumberReader;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;

/** The serial numbers that one connection sees. */
final class JdbcSerialNumbers implements SerialNumberReader {

    private static final String FIND = SerialNumberRows.ALL
            + " WHERE s.id = ? AND s.organization_id = (SELECT o.id FROM organization o WHERE o.name = ?)";

    private static final String NEXT_END = """
            SELECT reserved_until FROM serial_number WHERE reserved_until IS NOT NULL ORDER BY reserved_until LIMIT 1""";

    private final Session session;
    private final Lists lists;

    JdbcSerialNumbers(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return Sql.of(FIND, id.value(), organization.name())
                .first(session, row -> SerialNumberRows.map(row, organization));
    }

    @Override
    public Page<SerialNumber> list(SerialNumberQuery query) {
        return lists.serialNumbers(query);
    }

    @Override
    public long count(ItemId item, SerialNumberStatus status) {
        return Sql.of(
                        "SELECT coalesce(sum(count), 0) FROM serial_number_count WHERE item_id = ? AND status = ?",
                        item.value(),
                        status.code())
                .number(session);
    }

    @Override
    public Optional<Instant> nextReservationEnd() {
        return nextEnd().first(session, row -> Instant.ofEpochMilli(row.getLong(1)));
    }

    static Sql nextEnd() {
        return Sql.of(NEXT_END);
    }
}
