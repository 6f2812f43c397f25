package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * How many serial numbers each item, and each organization, has of each status: changes of that, gathered over the units of
 * work of a transaction, so that a hundred creates of one item cost one statement. Whoever asks for a count stores them
 * first. For the one thread that holds the connection.
 */
public final class StatusCounts {

    private static final String ADD_TO_COUNT =
            "UPDATE serial_number_count SET count = count + ?3 WHERE item_id = ?1 AND status = ?2";

    private static final String BEGIN_COUNT =
            "INSERT INTO serial_number_count (item_id, status, count) VALUES (?, ?, ?)";

    private static final String ADD_TO_TOTAL =
            "UPDATE serial_number_total SET count = count + ?3 WHERE organization_id = ?1 AND status = ?2";

    private static final String BEGIN_TOTAL =
            "INSERT INTO serial_number_total (organization_id, status, count) VALUES (?, ?, ?)";

    /** Bounds the memory that changes of very many items take. */
    private static final int MOST_WAITING = 1_000;

    /**
     * The serial numbers that are counted together.
     *
     * @param organizationId whose item it is
     * @param item the item
     * @param status the status
     */
    public record Key(long organizationId, ItemId item, SerialNumberStatus status) {
        Key with(SerialNumberStatus other) {
            return new Key(organizationId, item, other);
        }

        private OfOrganization ofOrganization() {
            return new OfOrganization(organizationId, status);
        }
    }

    private record OfOrganization(long id, SerialNumberStatus status) {}

    private final Handle handle;

    /** By the unit of work under way, and not stored. */
    private final Map<Key, Long> changes = new HashMap<>();

    /** By units of work before it, and not stored when it began. */
    private final Map<Key, Long> before = new HashMap<>();

    /** Whether the unit of work under way has stored what was before it; that is undone with it. */
    private boolean beforeStored;

    public StatusCounts(Handle handle) {
        this.handle = handle;
    }

    public void add(Key key, long change) {
        add(changes, key, change);
        if (changes.size() > MOST_WAITING) {
            store();
        }
    }

    private static <K> void add(Map<K, Long> sums, K key, long change) {
        sums.merge(key, change, (one, other) -> one + other == 0 ? null : one + other);
    }

    /** To be told at the end of a unit of work that is kept. */
    public void keep() {
        if (before.size() > MOST_WAITING) {
            store();
        }
        if (beforeStored) {
            before.clear();
            beforeStored = false;
        }
        changes.forEach((key, change) -> add(before, key, change));
        changes.clear();
    }

    /** To be told when a unit of work was undone. */
    public void undo() {
        changes.clear();
        beforeStored = false;
    }

    /** To be told when a transaction begins. */
    public void forget() {
        undo();
        before.clear();
    }

    /** Brings the counts in the store in step with the rows that this transaction sees. */
    public void store() {
        if (!beforeStored) {
            before.forEach((key, change) -> add(changes, key, change));
            beforeStored = true;
        }
        Map<OfOrganization, Long> ofOrganizations = new HashMap<>();
        changes.forEach((key, change) -> {
            store(ADD_TO_COUNT, BEGIN_COUNT, key.item().value(), key.status(), change);
            add(ofOrganizations, key.ofOrganization(), change);
        });
        ofOrganizations.forEach((of, change) -> store(ADD_TO_TOTAL, BEGIN_TOTAL, of.id(), of.status(), change));
        changes.clear();
    }

    /** An upsert would say it in one statement, and cost twice an update each time after the first. */
    private void store(String add, String begin, long id, SerialNumberStatus status, long change) {
        if (Sql.of(add, id, status.code(), change).update(handle) == 0) {
            Sql.of(begin, id, status.code(), change).update(handle);
        }
    }
}
