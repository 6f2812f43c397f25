package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.jdbc.JdbcSerialNumberWriter;
import io.serialpass.storage.jdbc.StatusCounts;
import io.serialpass.storage.jdbc.sql.Session;

/**
 * The changes of counts that the units of work of one transaction make. They stay in memory until the transaction ends, since
 * nobody else writes meanwhile; a unit of work that reads a count stores them first. For the one thread that holds the
 * connection.
 *
 * @since 0.1
 */
public final class GroupCounts implements JdbcSerialNumberWriter.Counts {

    /** Bounds the memory that changes of very many items take. */
    private static final int MOST_WAITING = 1_000;

    private final Session session;

    /** The changes of the unit of work under way that are not stored. */
    private final StatusCounts ofUnit = new StatusCounts();

    /** The changes of the units of work before it that were not stored when it began. */
    private final StatusCounts before = new StatusCounts();

    /** Whether the unit of work under way has stored {@link #before}. If the unit is undone, that is undone with it. */
    private boolean beforeStored;

    GroupCounts(Session session) {
        this.session = session;
    }

    @Override
    public void add(StatusCounts.Key key, long change) {
        ofUnit.add(key, change);
        if (ofUnit.size() > MOST_WAITING) {
            store();
        }
    }

    /** To be told at the end of a unit of work that is kept. */
    void keep() {
        if (before.size() > MOST_WAITING) {
            store();
        }
        if (beforeStored) {
            before.clear();
            beforeStored = false;
        }
        before.addAll(ofUnit);
        ofUnit.clear();
    }

    /** To be told when a unit of work was undone. */
    void undo() {
        ofUnit.clear();
        beforeStored = false;
    }

    /** To be told when a transaction begins. */
    void forget() {
        undo();
        before.clear();
    }

    @Override
    public void store() {
        if (!beforeStored) {
            ofUnit.addAll(before);
            beforeStored = true;
        }
        ofUnit.store(session);
    }
}
