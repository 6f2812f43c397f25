package io.serialpass.storage.jdbc;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.SerialNumberWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The serial numbers that one connection sees. Keeps their counts in step with them. */
final class JdbcSerialNumbers implements SerialNumberWriter {

    private static final String FIND = SerialNumberRows.SELECT + " FROM serial_number s" + SerialNumberRows.JOINS
            + " WHERE s.id = ? AND o.name = ?";

    // Of one row each, since SQLite keeps what a statement of several rows changes aside, to undo it alone: within a
    // large
    // unit of work, that costs more with each statement.
    private static final String INSERT = """
            INSERT INTO serial_number (id, organization_id, item_id, value, status, warehouse_stock_id,
                date_created, last_updated)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
            ON CONFLICT (organization_id, value, item_id) DO NOTHING""";

    private static final String RESERVE = """
            UPDATE serial_number SET status = ?, last_updated = max(last_updated, ?)
            WHERE id IN (SELECT id FROM serial_number INDEXED BY serial_number_by_item_status
                WHERE item_id = ? AND status = ? ORDER BY id LIMIT ?)
            RETURNING organization_id, item_id, status, id""";

    private static final String DELETE =
            "DELETE FROM serial_number WHERE id = ? RETURNING organization_id, item_id, status";

    private static final String COUNTED_AS = "SELECT organization_id, item_id, status FROM serial_number WHERE id = ?";

    private final Handle handle;
    private final WriterMemory memory;
    private final CreationOrders orders;
    private final StatusCounts counts;

    /** Makes one that changes nothing. */
    JdbcSerialNumbers(Handle handle) {
        this(handle, new WriterMemory(handle));
    }

    JdbcSerialNumbers(Handle handle, WriterMemory memory) {
        this.handle = handle;
        this.memory = memory;
        this.orders = memory.orders();
        this.counts = memory.counts();
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return Sql.of(FIND, id.value(), organization.name()).list(handle, SerialNumberRows.MAPPER).stream()
                .findFirst();
    }

    @Override
    public Page<SerialNumber> list(SerialNumberQuery query) {
        counts.store();
        OptionalLong organization = Organizations.find(handle, query.organization());
        return organization.isEmpty()
                ? Listings.empty(query.listing())
                : listings(organization.getAsLong(), query).page();
    }

    private Listings<SerialNumber, SerialNumberSort> listings(long organization, SerialNumberQuery query) {
        return new Listings<>(handle, new SerialNumberShape(handle, organization, query), query.listing());
    }

    List<String> explain(SerialNumberQuery query) {
        long organization = Organizations.find(handle, query.organization()).orElseThrow();
        return listings(organization, query).statement().explain(handle);
    }

    List<String> explainReserve() {
        return Sql.of(RESERVE, 1, 0, 1, 0, 1).explain(handle);
    }

    @Override
    public long count(ItemId item, SerialNumberStatus status) {
        counts.store();
        return Sql.of(
                        "SELECT coalesce(sum(count), 0) FROM serial_number_count WHERE item_id = ? AND status = ?",
                        item.value(),
                        status.code())
                .number(handle);
    }

    @Override
    public List<Optional<SerialNumber>> insert(List<NewSerialNumber> serialNumbers, Instant time) {
        if (serialNumbers.isEmpty()) {
            return List.of();
        }
        // The one writer may count on from the last id. What is the latest date has to be known before there are new
        // ones.
        Map<Organization, CreationOrder> before = new HashMap<>();
        serialNumbers.forEach(wanted -> before.computeIfAbsent(wanted.item().organization(), orders::of));
        long lastId = orders.lastId();
        int[] inserted = Sql.of(INSERT).run(handle, statement -> {
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
                (organization, order) -> orders.changed(organization, order.added(handle, time, newestId), newestId));
        return rows;
    }

    @Override
    public boolean update(SerialNumber serialNumber) {
        long id = serialNumber.id().value();
        SerialNumberDetails details = serialNumber.details();
        StatusCounts.Key before = Sql.of(COUNTED_AS, id)
                .list(handle, JdbcSerialNumbers::countedAs)
                .get(0);
        Sql sql = Sql.of(
                "UPDATE OR IGNORE serial_number SET value = ?, status = ?, last_updated = ?, warehouse_stock_id = ",
                details.value().value(),
                details.status().code(),
                serialNumber.lastUpdated().toEpochMilli());
        if (details.warehouseStockId().isPresent()) {
            sql.add("?", details.warehouseStockId().getAsLong());
        } else {
            sql.add("NULL");
        }
        if (sql.add(" WHERE id = ?", id).update(handle) == 0) {
            return false;
        }
        if (before.status() != details.status()) {
            counts.add(before, -1);
            counts.add(before.with(details.status()), 1);
        }
        return true;
    }

    private static StatusCounts.Key countedAs(ResultSet row) throws SQLException {
        return new StatusCounts.Key(
                row.getLong(1), new ItemId(row.getLong(2)), SerialNumberStatus.ofCode(row.getInt(3)));
    }

    private static long organizationId(Map<Organization, CreationOrder> orders, NewSerialNumber wanted) {
        return Objects.requireNonNull(orders.get(wanted.item().organization())).organizationId();
    }

    @Override
    public void delete(SerialNumberId id) {
        memory.items().forget();
        Sql.of(DELETE, id.value())
                .list(handle, JdbcSerialNumbers::countedAs)
                .forEach(deleted -> counts.add(deleted, -1));
    }

    @Override
    public Optional<List<SerialNumber>> reserve(ItemId item, int quantity, Instant time) {
        if (count(item, SerialNumberStatus.NEW) < quantity) {
            return Optional.empty();
        }
        List<Long> ids = Sql.of(
                        RESERVE,
                        SerialNumberStatus.RESERVED.code(),
                        time.toEpochMilli(),
                        item.value(),
                        SerialNumberStatus.NEW.code(),
                        quantity)
                .list(handle, row -> {
                    StatusCounts.Key now = countedAs(row);
                    counts.add(now.with(SerialNumberStatus.NEW), -1);
                    counts.add(now, 1);
                    return row.getLong(4);
                });
        return Optional.of(ids.stream()
                .sorted()
                .map(id -> Sql.of(
                                SerialNumberRows.SELECT + " FROM serial_number s" + SerialNumberRows.JOINS
                                        + " WHERE s.id = ?",
                                id)
                        .list(handle, SerialNumberRows.MAPPER)
                        .get(0))
                .toList());
    }
}
