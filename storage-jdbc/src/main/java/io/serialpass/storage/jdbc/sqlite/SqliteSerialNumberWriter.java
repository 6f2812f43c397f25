package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.jdbc.JdbcSerialNumberWriter;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.StatusCounts;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.sqlite.lists.CreationOrder;
import io.serialpass.storage.jdbc.unit.GroupCounts;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The serial numbers that the one writer sees and changes. Since nobody else writes meanwhile, it gives out the ids itself,
 * counting on from the last one, and notes where they are not in the order of creation.
 */
final class SqliteSerialNumberWriter extends JdbcSerialNumberWriter {

    // One row a statement; SqliteDialect says why.
    private static final String INSERT = """
            INSERT INTO serial_number (id, organization_id, item_id, value, status, warehouse_stock_id,
                date_created, last_updated, reserved_until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8)
            ON CONFLICT (organization_id, value, item_id) DO NOTHING""";

    private final Session session;
    private final SqliteMemory memory;
    private final CreationOrders orders;
    private final GroupCounts counts;

    SqliteSerialNumberWriter(Session session, Lists lists, SqliteMemory memory) {
        super(session, lists, memory.counts());
        this.session = session;
        this.memory = memory;
        this.orders = memory.orders();
        this.counts = memory.counts();
    }

    @Override
    public List<Optional<SerialNumber>> insert(List<NewSerialNumber> serialNumbers, Instant time) {
        if (serialNumbers.isEmpty()) {
            return List.of();
        }
        // The one writer may count on from the last id. The latest date has to be known before there are new rows.
        Map<Organization, CreationOrder> before = new HashMap<>();
        serialNumbers.forEach(wanted -> before.computeIfAbsent(wanted.item().organization(), orders::of));
        long lastId = orders.lastId();
        int[] inserted = Sql.of(INSERT).run(session, statement -> {
            long id = lastId;
            for (NewSerialNumber wanted : serialNumbers) {
                SerialNumberDetails details = wanted.details();
                statement.setLong(1, ++id);
                statement.setLong(2, organizationId(before, wanted));
                statement.setLong(3, wanted.item().id().value());
                statement.setString(4, details.value().value());
                statement.setInt(5, details.status().code());
                if (details.warehouseStockId().isPresent()) {
                    statement.setLong(6, details.warehouseStockId().getAsLong());
                } else {
                    statement.setNull(6, Types.BIGINT);
                }
                statement.setLong(7, time.toEpochMilli());
                if (details.reservedUntil().isPresent()) {
                    statement.setLong(8, details.reservedUntil().get().toEpochMilli());
                } else {
                    statement.setNull(8, Types.BIGINT);
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        });
        List<Optional<SerialNumber>> rows = new ArrayList<>(inserted.length);
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] == 0) {
                rows.add(Optional.empty());
                continue;
            }
            NewSerialNumber wanted = serialNumbers.get(i);
            Item item = wanted.item();
            counts.add(
                    new StatusCounts.Key(
                            organizationId(before, wanted),
                            item.id(),
                            wanted.details().status()),
                    1);
            rows.add(Optional.of(new SerialNumber(
                    new SerialNumberId(lastId + 1 + i),
                    item.organization(),
                    item.id(),
                    item.reference(),
                    wanted.details(),
                    time,
                    time)));
        }
        long newestId = lastId + inserted.length;
        before.forEach(
                (organization, order) -> orders.changed(organization, order.added(session, time, newestId), newestId));
        return rows;
    }

    private static long organizationId(Map<Organization, CreationOrder> orders, NewSerialNumber wanted) {
        return Objects.requireNonNull(orders.get(wanted.item().organization())).organizationId();
    }

    @Override
    public void delete(SerialNumberId id) {
        memory.forgetItems();
        super.delete(id);
    }
}
