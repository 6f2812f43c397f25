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
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The serial numbers that one connection sees and changes. Keeps their counts in step with them. Each database adds serial
 * numbers in a way of its own.
 *
 * @since 0.1
 */
public abstract class JdbcSerialNumberWriter implements SerialNumberWriter {

    /** What both changes of many rows give back; see {@link #changed}. */
    private static final String RETURNING = " " + """
            RETURNING id, item_id, (SELECT i.reference FROM item i WHERE i.id = serial_number.item_id), value, status,
                warehouse_stock_id, date_created, last_updated, reserved_until, organization_id,
                (SELECT o.name FROM organization o WHERE o.id = serial_number.organization_id)""";

    private static final String RESERVE =
            "UPDATE serial_number SET status = ?, last_updated = <greatest>(last_updated, ?)";

    private static final String OLDEST_OF_ITEM =
            " WHERE id IN (SELECT id FROM serial_number WHERE item_id = ? AND status = ? ORDER BY id LIMIT ?)";

    private static final String END = """
            UPDATE serial_number SET status = ?, last_updated = <greatest>(last_updated, ?), reserved_until = NULL
            WHERE id IN (SELECT id FROM serial_number WHERE reserved_until <= ? ORDER BY reserved_until, id LIMIT ?)""";

    private static final String DELETE =
            "DELETE FROM serial_number WHERE id = ? RETURNING organization_id, item_id, status";

    private static final String BEFORE =
            "SELECT organization_id, item_id, status, value, reserved_until IS NOT NULL FROM serial_number WHERE id = ?";

    private static final String NO_OTHER = " " + """
            AND NOT EXISTS (SELECT 1 FROM serial_number other
                WHERE other.organization_id = serial_number.organization_id AND other.item_id = serial_number.item_id
                    AND other.value = ? AND other.id <> serial_number.id)""";

    /**
     * Takes the changes of the counts.
     *
     * @since 0.1
     */
    public interface Counts {

        /** Adds a change, to be stored by the end of the transaction. */
        void add(StatusCounts.Key key, long change);

        /** Brings the counts in the store in step with the rows that this transaction sees. */
        void store();
    }

    private final Session session;
    private final Counts counts;
    private final JdbcSerialNumbers serialNumbers;

    /**
     * Makes a writer.
     *
     * @param counts takes the changes of the counts
     */
    protected JdbcSerialNumberWriter(Session session, Lists lists, Counts counts) {
        this.session = session;
        this.counts = counts;
        this.serialNumbers = new JdbcSerialNumbers(session, lists);
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
        Before before = Sql.of(BEFORE, id)
                .first(session, row -> new Before(countedAs(row), row.getString(4), row.getBoolean(5)))
                .orElseThrow();
        String value = details.value().value();
        Sql update = Sql.of("UPDATE serial_number SET status = ?, last_updated = ?, warehouse_stock_id = ?")
                .bind(details.status().code())
                .bind(serialNumber.lastUpdated().toEpochMilli())
                .bind(
                        details.warehouseStockId().isPresent()
                                ? details.warehouseStockId().getAsLong()
                                : null);
        if (before.ends() || details.reservedUntil().isPresent()) {
            update.add(", reserved_until = ?")
                    .bind(details.reservedUntil().map(Instant::toEpochMilli).orElse(null));
        }
        if (value.equals(before.value())) {
            // A value that is not set spares the work on its indexes.
            update.add(" WHERE id = ?", id);
        } else {
            update.add(", value = ? WHERE id = ?", value, id).add(NO_OTHER, value);
        }
        if (update.update(session) == 0) {
            return false;
        }
        StatusCounts.Key counted = before.counted();
        if (counted.status() != details.status()) {
            counts.add(counted, -1);
            counts.add(counted.with(details.status()), 1);
        }
        return true;
    }

    /** A serial number as it is stored before a change. */
    private record Before(StatusCounts.Key counted, String value, boolean ends) {}

    private static StatusCounts.Key countedAs(ResultSet row) throws SQLException {
        return new StatusCounts.Key(
                row.getLong(1), new ItemId(row.getLong(2)), SerialNumberStatus.ofCode(row.getInt(3)));
    }

    @Override
    public void delete(SerialNumberId id) {
        Sql.of(DELETE, id.value())
                .list(session, JdbcSerialNumberWriter::countedAs)
                .forEach(deleted -> counts.add(deleted, -1));
    }

    @Override
    public Optional<List<SerialNumber>> reserve(ItemId item, int quantity, Optional<Instant> until, Instant time) {
        if (count(item, SerialNumberStatus.NEW) < quantity) {
            return Optional.empty();
        }
        return Optional.of(changed(reserved(item, quantity, until, time), SerialNumberStatus.NEW));
    }

    static Sql reserved(ItemId item, int quantity, Optional<Instant> until, Instant time) {
        Sql sql = Sql.of(RESERVE, SerialNumberStatus.RESERVED.code(), time.toEpochMilli());
        // Those that are NEW have no end. One that is not set spares the work on its index.
        until.ifPresent(end -> sql.add(", reserved_until = ?", end.toEpochMilli()));
        return sql.add(OLDEST_OF_ITEM, item.value(), SerialNumberStatus.NEW.code(), quantity)
                .add(RETURNING);
    }

    @Override
    public Optional<Instant> nextReservationEnd() {
        return serialNumbers.nextReservationEnd();
    }

    @Override
    public List<SerialNumber> endReservations(Instant time, int most) {
        return changed(ended(time, most), SerialNumberStatus.RESERVED);
    }

    static Sql ended(Instant time, int most) {
        long millis = time.toEpochMilli();
        return Sql.of(END, SerialNumberStatus.NEW.code(), millis, millis, most).add(RETURNING);
    }

    /** Changes the status of rows, and counts that; they are given oldest first. */
    private List<SerialNumber> changed(Sql update, SerialNumberStatus before) {
        return update
                .list(session, row -> {
                    SerialNumber changed = SerialNumberRows.map(row, new Organization(row.getString(11)));
                    StatusCounts.Key now = new StatusCounts.Key(
                            row.getLong(10), changed.itemId(), changed.details().status());
                    counts.add(now.with(before), -1);
                    counts.add(now, 1);
                    return changed;
                })
                .stream()
                .sorted(Comparator.comparing(row -> row.id().value()))
                .toList();
    }
}
