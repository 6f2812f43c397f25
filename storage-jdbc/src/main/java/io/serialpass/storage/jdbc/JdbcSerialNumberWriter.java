package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The serial numbers that one connection sees and changes. Keeps their counts in step with them. Each database adds serial
 * numbers in a way of its own.
 */
public abstract class JdbcSerialNumberWriter implements SerialNumberWriter {

    private static final String RESERVE = """
            UPDATE serial_number SET status = ?, last_updated = max(last_updated, ?)
            WHERE id IN (SELECT id FROM serial_number INDEXED BY serial_number_by_item_status
                WHERE item_id = ? AND status = ? ORDER BY id LIMIT ?)
            RETURNING organization_id, item_id, status, id""";

    private static final String RESERVED =
            SerialNumberRows.SELECT + " FROM serial_number s" + SerialNumberRows.JOINS + " WHERE s.id = ?";

    private static final String DELETE =
            "DELETE FROM serial_number WHERE id = ? RETURNING organization_id, item_id, status";

    private static final String COUNTED_AS = "SELECT organization_id, item_id, status FROM serial_number WHERE id = ?";

    private final Handle handle;
    private final StatusCounts counts;
    private final JdbcSerialNumbers serialNumbers;

    /**
     * Makes a writer.
     *
     * @param counts takes the changes of the counts
     */
    protected JdbcSerialNumberWriter(Handle handle, Lists lists, StatusCounts counts) {
        this.handle = handle;
        this.counts = counts;
        this.serialNumbers = new JdbcSerialNumbers(handle, lists);
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return serialNumbers.find(organization, id);
    }

    @Override
    public Page<SerialNumber> list(SerialNumberQuery query) {
        counts.store();
        return serialNumbers.list(query);
    }

    @Override
    public long count(ItemId item, SerialNumberStatus status) {
        counts.store();
        return serialNumbers.count(item, status);
    }

    @Override
    public boolean update(SerialNumber serialNumber) {
        long id = serialNumber.id().value();
        SerialNumberDetails details = serialNumber.details();
        StatusCounts.Key before = Sql.of(COUNTED_AS, id)
                .list(handle, JdbcSerialNumberWriter::countedAs)
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

    @Override
    public void delete(SerialNumberId id) {
        Sql.of(DELETE, id.value())
                .list(handle, JdbcSerialNumberWriter::countedAs)
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
                .map(id -> Sql.of(RESERVED, id)
                        .list(handle, SerialNumberRows.MAPPER)
                        .get(0))
                .toList());
    }

    public static List<String> explainReserve(Handle handle) {
        return Sql.of(RESERVE, 1, 0, 1, 0, 1).explain(handle);
    }
}
