package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.SerialNumberReader;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The serial numbers that one connection sees. */
final class JdbcSerialNumbers implements SerialNumberReader {

    private static final String FIND = SerialNumberRows.SELECT + " FROM serial_number s" + SerialNumberRows.JOINS
            + " WHERE s.id = ? AND o.name = ?";

    private final Handle handle;
    private final Lists lists;

    JdbcSerialNumbers(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return Sql.of(FIND, id.value(), organization.name()).list(handle, SerialNumberRows.MAPPER).stream()
                .findFirst();
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
                .number(handle);
    }
}
