package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.SQLException;
import java.util.random.RandomGenerator;

/**
 * Ends the transactions of the writer. Each commit leaves its {@link StoreMark}, and none is told to anybody unless the
 * store is still where it was opened. For the one thread that holds the connection.
 */
final class Commits {

    private final Session session;
    private final StoreFiles files;
    private final RandomGenerator random;
    private boolean committed;

    Commits(Session session, StoreFiles files, RandomGenerator random) {
        this.session = session;
        this.files = files;
        this.random = random;
    }

    /**
     * Commits the transaction. Where this method throws, the caller undoes the transaction.
     *
     * @throws io.serialpass.storage.StorageUnavailableException if the store is not in its place any more
     */
    void commit() {
        commit(StoreMark.open(random.nextInt()));
        committed = true;
    }

    private void commit(int number) {
        files.requireInPlace();
        int last = (int) Sql.of("PRAGMA user_version").number(session);
        try {
            StoreMark.write(session.connection(), last, number);
        } catch (SQLException e) {
            throw new FailedStatementException("PRAGMA user_version", e);
        }
        session.execute("COMMIT");
        files.requireInPlace();
    }

    /**
     * Marks the store as closed, so that the next start need not check it. A damaged store is marked as open.
     *
     * @param sound whether no damage was met
     */
    void close(boolean sound) {
        if (committed || !sound) {
            session.execute("BEGIN IMMEDIATE");
            commit(sound ? StoreMark.closed(random.nextInt()) : StoreMark.open(random.nextInt()));
        }
    }
}
