package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes of the counts: how many serial numbers each item, and each organization, has of each status. They are summed up
 * here, so that a hundred creates of one item cost one statement, until they are stored. For one thread.
 *
 * @since 0.1
 */
public final class StatusCounts {

    private static final String ADD_TO_COUNT =
            "UPDATE serial_number_count SET count = count + ? WHERE item_id = ? AND status = ?";

    private static final String BEGIN_COUNT =
            "INSERT INTO serial_number_count (item_id, status, count) VALUES (?, ?, ?)";

    private static final String ADD_TO_TOTAL =
            "UPDATE serial_number_total SET count = count + ? WHERE organization_id = ? AND status = ?";

    private static final String BEGIN_TOTAL =
            "INSERT INTO serial_number_total (organization_id, status, count) VALUES (?, ?, ?)";

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
        ofItems.forEach((count, change) -> store(session, ADD_TO_COUNT, BEGIN_COUNT, count, change));
        ofOrganizations.forEach((count, change) -> store(session, ADD_TO_TOTAL, BEGIN_TOTAL, count, change));
        changes.clear();
    }

    /** An upsert would say it in one statement, and cost twice an update each time after the first. */
    private static void store(Session session, String add, String begin, Counted count, long change) {
        int code = count.status().code();
        if (Sql.of(add, change, count.of(), code).update(session) == 0) {
            Sql.of(begin, count.of(), code, change).update(session);
        }
    }
}
