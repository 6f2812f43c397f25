package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.unit.WriterMemory;

/**
 * What one unit of work of SQLite's writer leaves to the next: ids too, and items from one transaction to the next. For the one
 * thread that holds the connection.
 */
final class SqliteMemory extends WriterMemory {

    private final Session session;
    private final CreationOrders orders;
    private long version;

    SqliteMemory(Session session) {
        super(session);
        this.session = session;
        this.orders = new CreationOrders(session);
    }

    /** In which order serial numbers were made, remembered within a transaction. */
    CreationOrders orders() {
        return orders;
    }

    @Override
    public void begin() {
        super.begin();
        orders.forget();
        // Another number than before, where another connection has written.
        long now = Sql.of("PRAGMA data_version").number(session);
        if (version != now) {
            version = now;
            forgetItems();
        }
    }

    @Override
    public void undo() {
        super.undo();
        orders.forget();
    }
}
