package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.StatusCounts;
import io.serialpass.storage.jdbc.sql.Sql;
import org.jdbi.v3.core.Handle;

/**
 * The knowledge that one unit of work leaves to the next, so that not each has to look it up or write it.
 * For the one thread that holds
 * the connection.
 */
final class WriterMemory {

    private final Handle handle;
    private final KnownItems items = new KnownItems();
    private final CreationOrders orders;
    private final StatusCounts counts;
    private long version;

    WriterMemory(Handle handle) {
        this.handle = handle;
        this.orders = new CreationOrders(handle);
        this.counts = new StatusCounts(handle);
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
    StatusCounts counts() {
        return counts;
    }

    /** To be told when a transaction has begun. */
    void begin() {
        orders.forget();
        counts.forget();
        // Another number than before, where another connection has written.
        long now = Sql.of("PRAGMA data_version").number(handle);
        if (version != now) {
            version = now;
            items.forget();
        }
    }

    /** To be told when a unit of work has ended whose changes stay. */
    void keep() {
        counts.keep();
    }

    /** To be told when what a unit of work did, or the whole transaction, was undone. */
    void undo() {
        items.forget();
        orders.forget();
        counts.undo();
    }

    /** To be told before the transaction is committed. */
    void end() {
        counts.store();
    }
}
