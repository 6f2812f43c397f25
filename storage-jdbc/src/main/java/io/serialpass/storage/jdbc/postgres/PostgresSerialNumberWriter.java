package io.serialpass.storage.jdbc.postgres;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.jdbc.JdbcSerialNumberWriter;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.Organizations;
import io.serialpass.storage.jdbc.StatusCounts;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.unit.WriterMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The serial numbers that the one writer sees and changes. A sequence gives their ids, many rows to a statement. */
final class PostgresSerialNumberWriter extends JdbcSerialNumberWriter {

    private static final String INSERT = """
            INSERT INTO serial_number (date_created, last_updated, organization_id, item_id, value, status,
                warehouse_stock_id, reserved_until)\s""";

    private static final String ONE = "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    /** Arrays: a parameter for each value of each row costs both sides a tenth more, and for one row it costs less. */
    private static final String MANY = """
            SELECT ?, ?, organization_id, item_id, value, status, warehouse_stock_id, reserved_until
            FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[])
                AS wanted (organization_id, item_id, value, status, warehouse_stock_id, reserved_until)""";

    private static final String UNLESS_THERE =
            " ON CONFLICT (organization_id, value, item_id) DO NOTHING RETURNING id, item_id, value";

    /** Bounds the memory that the arrays take. */
    private static final int MOST_AT_ONCE = 8_192;

    private final Session session;
    private final WriterMemory memory;

    PostgresSerialNumberWriter(Session session, Lists lists, WriterMemory memory) {
        super(session, lists, memory.counts());
        this.session = session;
        this.memory = memory;
    }

    /** What a new row is found again by among those that a statement has added. */
    private record Key(long item, String value) {
        static Key of(NewSerialNumber wanted) {
            return new Key(wanted.item().id().value(), wanted.details().value().value());
        }
    }

    @Override
    public List<Optional<SerialNumber>> insert(List<NewSerialNumber> serialNumbers, Instant time) {
        Map<Organization, Long> organizations = new HashMap<>();
        List<Optional<SerialNumber>> rows = new ArrayList<>(serialNumbers.size());
        for (int begin = 0; begin < serialNumbers.size(); begin += MOST_AT_ONCE) {
            List<NewSerialNumber> chunk =
                    serialNumbers.subList(begin, Math.min(serialNumbers.size(), begin + MOST_AT_ONCE));
            Map<Key, Long> added = add(chunk, organizations, time);
            // Of equal ones the first was added.
            chunk.forEach(wanted -> rows.add(Optional.ofNullable(added.remove(Key.of(wanted)))
                    .map(id -> counted(wanted, id, owner(organizations, wanted), time))));
        }
        return rows;
    }

    private long owner(Map<Organization, Long> organizations, NewSerialNumber wanted) {
        return organizations.computeIfAbsent(
                wanted.item().organization(), name -> Organizations.findOrAdd(session, name));
    }

    private Map<Key, Long> add(List<NewSerialNumber> chunk, Map<Organization, Long> organizations, Instant time) {
        String source = chunk.size() == 1 ? ONE : MANY;
        Sql sql = Sql.of(INSERT + source + UNLESS_THERE, time.toEpochMilli(), time.toEpochMilli())
                .bind(column(chunk, Long[]::new, wanted -> owner(organizations, wanted)))
                .bind(column(chunk, Long[]::new, wanted -> wanted.item().id().value()))
                .bind(column(
                        chunk, String[]::new, wanted -> wanted.details().value().value()))
                .bind(column(
                        chunk,
                        Integer[]::new,
                        wanted -> wanted.details().status().code()))
                .bind(column(chunk, Long[]::new, wanted -> stockId(wanted.details())))
                .bind(column(chunk, Long[]::new, wanted -> reservedUntil(wanted.details())));
        Map<Key, Long> added = new HashMap<>();
        sql.list(session, row -> added.put(new Key(row.getLong(2), row.getString(3)), row.getLong(1)));
        return added;
    }

    /** What the rows have in a column: of one row the value, of many rows an array. */
    private static <T> @Nullable Object column(
            List<NewSerialNumber> chunk,
            IntFunction<@Nullable T[]> array,
            Function<NewSerialNumber, @Nullable T> value) {
        if (chunk.size() == 1) {
            return value.apply(chunk.get(0));
        }
        @Nullable T[] values = array.apply(chunk.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(chunk.get(i));
        }
        return values;
    }

    private static @Nullable Long stockId(SerialNumberDetails details) {
        return details.warehouseStockId().isPresent()
                ? details.warehouseStockId().getAsLong()
                : null;
    }

    private static @Nullable Long reservedUntil(SerialNumberDetails details) {
        return details.reservedUntil().map(Instant::toEpochMilli).orElse(null);
    }

    private SerialNumber counted(NewSerialNumber wanted, long id, long organization, Instant time) {
        Item item = wanted.item();
        memory.counts()
                .add(
                        new StatusCounts.Key(
                                organization, item.id(), wanted.details().status()),
                        1);
        return new SerialNumber(
                new SerialNumberId(id), item.organization(), item.id(), item.reference(), wanted.details(), time, time);
    }

    @Override
    public void delete(SerialNumberId id) {
        memory.forgetItems();
        super.delete(id);
    }
}
