package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;

/**
 * Items, ids and counts that one unit of work leaves to the next, so that not each has to look them up or write them. For the one thread that holds
 * the connection.
 */
final class WriterMemory {

    private final Session session;
    private final KnownItems items = new KnownItems();
    private final CreationOrders orders;
    private final GroupCounts counts;
    private final GroupEvents events;
    private long version;

    WriterMemory(Session session) {
        this.session = session;
        this.orders = new CreationOrders(session);
        this.counts = new GroupCounts(session);
        this.events = new GroupEvents(session);
    }

    /** Items that were found, remembered from one transaction to the next. */
    KnownItems items() {
        return items;
    }

    /** In which order serial numbers were made, remembered within a transaction. */
    CreationOrders orders() {
        return orders;
    }

    /** How many serial numbers there are of each status, stored at the end of a transaction. */
    GroupCounts counts() {
        return counts;
    }

    /** The events that were added, stored at the end of a transaction. */
    GroupEvents events() {
        return events;
    }

    /** To be told when a transaction has begun. */
    void begin() {
        orders.forget();
        counts.forget();
        events.forget();
        // Another number than before, where another connection has written.
        long now = Sql.of("PRAGMA data_version").number(session);
        if (version != now) {
            version = now;
            items.forget();
        }
    }

    /** To be told when a unit of work has ended whose changes stay. */
    void keep() {
        counts.keep();
        events.keep();
    }

    /** To be told when what a unit of work did, or the whole transaction, was undone. */
    void undo() {
        items.forget();
        orders.forget();
        counts.undo();
        events.undo();
    }

    /** To be told before the transaction is committed. */
    void end() {
        counts.store();
        events.store();
    }
}
