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
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            VALUES (?1, (SELECT organization_id FROM item WHERE id = ?2), ?2, ?3, ?4, ?5, ?6, ?6)
            ON CONFLICT (organization_id, value, item_id) DO NOTHING""";

    private static final String RESERVE = """
            UPDATE serial_number SET status = ?, last_updated = max(last_updated, ?)
            WHERE id IN (SELECT id FROM serial_number INDEXED BY serial_number_by_item_status
                WHERE item_id = ? AND status = ? ORDER BY id LIMIT ?)
            RETURNING id""";

    private static final String ADD_TO_COUNT =
            "UPDATE serial_number_count SET count = count + ?3 WHERE item_id = ?1 AND status = ?2";

    private static final String BEGIN_COUNT =
            "INSERT INTO serial_number_count (item_id, status, count) VALUES (?, ?, ?)";

    private static final String ADD_TO_TOTAL = """
            UPDATE serial_number_total SET count = count + ?3
            WHERE organization_id = (SELECT organization_id FROM item WHERE id = ?1) AND status = ?2""";

    private static final String BEGIN_TOTAL = """
            INSERT INTO serial_number_total (organization_id, status, count)
            VALUES ((SELECT organization_id FROM item WHERE id = ?), ?, ?)""";

    private final Handle handle;
    private final CreationOrders orders;

    /** Makes one that adds none. */
    JdbcSerialNumbers(Handle handle) {
        this(handle, new CreationOrders(handle));
    }

    JdbcSerialNumbers(Handle handle, CreationOrders orders) {
        this.handle = handle;
        this.orders = orders;
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return Sql.of(FIND, id.value(), organization.name()).list(handle, SerialNumberRows.MAPPER).stream()
                .findFirst();
    }

    @Override
    public Page<SerialNumber> list(SerialNumberQuery query) {
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
                statement.setLong(2, wanted.item().id().value());
                statement.setString(3, details.value().value());
                statement.setInt(4, details.status().code());
                if (details.warehouseStockId().isPresent()) {
                    statement.setLong(5, details.warehouseStockId().getAsLong());
                } else {
                    statement.setNull(5, Types.BIGINT);
                }
                statement.setLong(6, time.toEpochMilli());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
        List<Optional<SerialNumber>> rows = new ArrayList<>(inserted.length);
        Counts counts = new Counts();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] == 0) {
                rows.add(Optional.empty());
                continue;
            }
            NewSerialNumber wanted = serialNumbers.get(i);
            Item item = wanted.item();
            counts.add(item.id(), wanted.details().status(), 1);
            rows.add(Optional.of(new SerialNumber(
                    new SerialNumberId(lastId + 1 + i),
                    item.organization(),
                    item.id(),
                    item.reference(),
                    wanted.details(),
                    time,
                    time)));
        }
        counts.store();
        long newestId = lastId + inserted.length;
        before.forEach(
                (organization, order) -> orders.changed(organization, order.added(handle, time, newestId), newestId));
        return rows;
    }

    @Override
    public boolean update(SerialNumber serialNumber) {
        long id = serialNumber.id().value();
        SerialNumberDetails details = serialNumber.details();
        SerialNumberStatus before = status(id);
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
        if (before != details.status()) {
            Counts counts = new Counts();
            counts.add(serialNumber.itemId(), before, -1);
            counts.add(serialNumber.itemId(), details.status(), 1);
            counts.store();
        }
        return true;
    }

    private SerialNumberStatus status(long id) {
        return SerialNumberStatus.ofCode(Math.toIntExact(
                Sql.of("SELECT status FROM serial_number WHERE id = ?", id).number(handle)));
    }

    @Override
    public void delete(SerialNumberId id) {
        Counts counts = new Counts();
        Sql.of("DELETE FROM serial_number WHERE id = ? RETURNING item_id, status", id.value())
                .list(
                        handle,
                        row -> new Counts.Key(new ItemId(row.getLong(1)), SerialNumberStatus.ofCode(row.getInt(2))))
                .forEach(key -> counts.add(key.item(), key.status(), -1));
        counts.store();
    }

    @Override
    public Optional<List<SerialNumber>> reserve(ItemId item, int quantity, Instant time) {
        if (count(item, SerialNumberStatus.NEW) < quantity) {
            return Optional.empty();
        }
        Counts counts = new Counts();
        List<Long> ids = Sql.of(
                        RESERVE,
                        SerialNumberStatus.RESERVED.code(),
                        time.toEpochMilli(),
                        item.value(),
                        SerialNumberStatus.NEW.code(),
                        quantity)
                .list(handle, row -> row.getLong(1));
        counts.add(item, SerialNumberStatus.NEW, -ids.size());
        counts.add(item, SerialNumberStatus.RESERVED, ids.size());
        counts.store();
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

    /** Changes of the counts, gathered so that many rows of one item cost one statement. */
    private final class Counts {
        private record Key(ItemId item, SerialNumberStatus status) {}

        private final Map<Key, Long> changes = new HashMap<>();

        void add(ItemId item, SerialNumberStatus status, long change) {
            changes.merge(new Key(item, status), change, Long::sum);
        }

        void store() {
            changes.forEach((key, change) -> {
                Object[] arguments = {key.item().value(), key.status().code(), change};
                add(ADD_TO_COUNT, BEGIN_COUNT, arguments);
                add(ADD_TO_TOTAL, BEGIN_TOTAL, arguments);
            });
        }

        /** An upsert would say it in one statement, and cost twice an update each time after the first. */
        private void add(String add, String begin, Object... arguments) {
            if (Sql.of(add, arguments).update(handle) == 0) {
                Sql.of(begin, arguments).update(handle);
            }
        }
    }
}
