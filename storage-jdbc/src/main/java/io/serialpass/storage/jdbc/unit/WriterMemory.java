package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.jdbc.sql.Session;

/**
 * Items, events and counts that one unit of work leaves to the next, so that not each has to look them up or write them. For the
 * one thread that holds the connection.
 *
 * @since 0.1
 */
public class WriterMemory {

    private final KnownItems items = new KnownItems();
    private final GroupCounts counts;
    private final GroupEvents events;

    public WriterMemory(Session session) {
        this.counts = new GroupCounts(session);
        this.events = new GroupEvents(session);
    }

    /** Items that were found, remembered for as long as nobody else writes. */
    final KnownItems items() {
        return items;
    }

    /** To be told when an item may have lost serial numbers, or may have changed in another program. */
    public final void forgetItems() {
        items.forget();
    }

    /** How many serial numbers there are of each status, stored at the end of a transaction. */
    public final GroupCounts counts() {
        return counts;
    }

    /** The events that were added, stored at the end of a transaction. */
    final GroupEvents events() {
        return events;
    }

    /** To be told when a transaction has begun. */
    public void begin() {
        counts.forget();
        events.forget();
    }

    /** To be told when a unit of work has ended whose changes stay. */
    final void keep() {
        counts.keep();
        events.keep();
    }

    /** To be told when what a unit of work did, or the whole transaction, was undone. */
    public void undo() {
        items.forget();
        counts.undo();
        events.undo();
    }

    /** To be told before the transaction is committed. */
    public final void end() {
        counts.store();
        events.store();
    }
}
