package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.storage.jdbc.sql.Chunks;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes of the counts: how many serial numbers each item, and each organization, has of each status. They are summed up
 * here, so that a hundred creates of one item cost one statement, until they are stored. For one thread.
 *
 * @since 0.1
 */
public final class StatusCounts {

    private static final Table OF_ITEMS = new Table("serial_number_count", "item_id");

    private static final Table OF_ORGANIZATIONS = new Table("serial_number_total", "organization_id");

    /** In this order the counts are stored, so that two servers that store the same ones do not block each other. */
    private static final Comparator<Counted> ORDER =
            Comparator.comparingLong(Counted::of).thenComparing(Counted::status);

    /**
     * The serial numbers that are counted together.
     *
     * @param organizationId the organization of the item
     * @param item the item
     * @param status the status
     * @since 0.1
     */
    public record Key(long organizationId, ItemId item, SerialNumberStatus status) {

        /** The key of another status. */
        public Key with(SerialNumberStatus other) {
            return new Key(organizationId, item, other);
        }
    }

    /** A count of an item or of an organization. */
    private record Counted(long of, SerialNumberStatus status) {}

    /** A table of counts. */
    private record Table(String add, String begin, String addIfThere) {

        Table(String name, String owner) {
            this(
                    "UPDATE " + name + " SET count = count + ? WHERE " + owner + " = ? AND status = ?",
                    "INSERT INTO " + name + " (" + owner + ", status, count) VALUES ",
                    " ON CONFLICT (" + owner + ", status) DO UPDATE SET count = " + name + ".count + excluded.count");
        }

        void store(Session session, Map<Counted, Long> changes) {
            for (List<Map.Entry<Counted, Long>> chunk :
                    Chunks.of(List.copyOf(changes.entrySet()), session.rowsAtOnce())) {
                if (chunk.size() == 1) {
                    store(session, chunk.get(0).getKey(), chunk.get(0).getValue());
                } else {
                    store(session, chunk);
                }
            }
        }

        private void store(Session session, List<Map.Entry<Counted, Long>> chunk) {
            Sql sql = Sql.of(begin + Chunks.repeat("(?, ?, ?)", chunk) + addIfThere);
            chunk.forEach(count ->
                    sql.add("", count.getKey().of(), count.getKey().status().code(), count.getValue()));
            sql.update(session);
        }

        /** An upsert would say it in one statement, and cost twice an update each time after the first. */
        private void store(Session session, Counted count, long change) {
            int code = count.status().code();
            if (Sql.of(add, change, count.of(), code).update(session) == 0) {
                Sql.of(begin + "(?, ?, ?)", count.of(), code, change).update(session);
            }
        }
    }

    private final Map<Key, Long> changes = new HashMap<>();

    /** Adds a change to the sum. */
    public void add(Key key, long change) {
        add(changes, key, change);
    }

    private static <K> void add(Map<K, Long> sums, K key, long change) {
        sums.merge(key, change, (one, other) -> one + other == 0 ? null : one + other);
    }

    /** Adds the changes of another sum. */
    public void addAll(StatusCounts other) {
        other.changes.forEach(this::add);
    }

    /** How many counts change. */
    public int size() {
        return changes.size();
    }

    /** Forgets the changes. */
    public void clear() {
        changes.clear();
    }

    /** Changes the counts in the store, and forgets the changes. */
    public void store(Session session) {
        Map<Counted, Long> ofItems = new TreeMap<>(ORDER);
        Map<Counted, Long> ofOrganizations = new TreeMap<>(ORDER);
        changes.forEach((key, change) -> {
            add(ofItems, new Counted(key.item().value(), key.status()), change);
            add(ofOrganizations, new Counted(key.organizationId(), key.status()), change);
        });
        OF_ITEMS.store(session, ofItems);
        OF_ORGANIZATIONS.store(session, ofOrganizations);
        changes.clear();
    }
}
