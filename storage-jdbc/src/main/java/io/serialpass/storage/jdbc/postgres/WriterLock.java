package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;

/**
 * The lock that makes transactions which write take effect one after the other, on all servers: a row. It is a row and no
 * advisory lock, since engines that speak PostgreSQL's protocol have rows, and not all have advisory locks.
 */
final class WriterLock {

    /**
     * Begins a transaction that is to take the lock. The database frees the lock of a server that was stopped in the middle, and
     * ends what takes too long.
     */
    static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '1s';"
            + " SET LOCAL statement_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout = '10s'";

    /** Waits for the lock, and has it until the end of the transaction. */
    static final String TAKE = "SELECT id FROM writer WHERE id = 1 FOR UPDATE";

    private WriterLock() {}

    /** Takes the lock until the end of the transaction, and waits for it for a second at most. */
    static void take(Session session) {
        long unused = Sql.of(TAKE).number(session);
    }
}
