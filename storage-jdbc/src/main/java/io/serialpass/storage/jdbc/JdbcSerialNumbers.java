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
import java.util.Optional;

/** The serial numbers that one connection sees. */
final class JdbcSerialNumbers implements SerialNumberReader {

    private static final String FIND = SerialNumberRows.ROWS.all() + " WHERE s.id = ? AND o.name = ?";

    private final Session session;
    private final Lists lists;

    JdbcSerialNumbers(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return Sql.of(FIND, id.value(), organization.name()).first(session, SerialNumberRows.MAPPER);
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
}
