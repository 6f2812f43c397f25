package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.UnusableStorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps everybody from writing while a store is copied: it holds the {@linkplain WriterLock lock of those that write} until its
 * connection ends, and refuses a store that servers are connected to.
 */
final class CopyLock {

    private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '5s';"
            + " SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";

    /** Sessions of other users are seen too, but perhaps not what they call themselves. */
    private static final String SERVERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = '" + PostgresStorageProvider.APPLICATION + "'";

    /** The database may see later than the user that a server has ended. */
    private static final long MOST_NANOS_WAITING = TimeUnit.SECONDS.toNanos(2);

    private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private CopyLock() {}

    /**
     * Takes the lock on one connection, and looks for servers on another one.
     *
     * @param name the store's name in messages
     * @param holder holds the lock until it is closed
     * @param onlooker is in autocommit mode
     * @throws UnusableStorageException if somebody works with the store
     */
    static void take(String name, Connection holder, Connection onlooker) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            statement.execute(BEGIN);
            statement.execute(WriterLock.TAKE);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw inUse(name);
            }
            throw e;
        }
        long began = System.nanoTime();
        while (servers(onlooker) > 0) {
            if (System.nanoTime() - began > MOST_NANOS_WAITING) {
                throw inUse(name);
            }
            LockSupport.parkNanos(NANOS_BETWEEN);
        }
    }

    private static int servers(Connection onlooker) throws SQLException {
        try (Statement statement = onlooker.createStatement();
                ResultSet rows = statement.executeQuery(SERVERS)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static UnusableStorageException inUse(String name) {
        return new UnusableStorageException("The store " + name
                + " is in use by a server or another command. Stop all servers first; none may run meanwhile.");
    }
}
