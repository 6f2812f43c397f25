package io.serialpass.storage.jdbc;

import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConnection;

/** One connection that reads, for one thread at a time, and can be told by another thread to stop. */
final class Reader implements AutoCloseable {

    private final Handle handle;
    private final SQLiteConnection connection;

    /** When the unit of work under way began, by {@link System#nanoTime()}; of no meaning unless {@link #busy}. */
    private long began;

    private boolean busy;

    Reader(Handle handle) throws SQLException {
        this.handle = handle;
        this.connection = handle.getConnection().unwrap(SQLiteConnection.class);
    }

    <T> T read(Function<Handle, T> work) {
        setBusy(true);
        try {
            Sql.execute(handle, "BEGIN");
            try {
                return work.apply(handle);
            } finally {
                Sql.execute(handle, "ROLLBACK");
            }
        } finally {
            setBusy(false);
        }
    }

    private synchronized void setBusy(boolean now) {
        busy = now;
        began = System.nanoTime();
    }

    /** Ends the unit of work under way if it began longer ago than given. */
    synchronized void interruptIfOlderThan(long nanos) throws SQLException {
        if (busy && System.nanoTime() - began > nanos) {
            connection.getDatabase().interrupt();
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
