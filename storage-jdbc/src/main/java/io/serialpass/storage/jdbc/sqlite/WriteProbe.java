package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.unit.StoreCondition;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether the store can be written again. Nobody sends writes to a server that is not ready, so the writer tries
 * by itself. For the one thread that holds the connection.
 */
final class WriteProbe {

    private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(500);

    /** A disk with less room than this stays full: the next writes would find it full again. */
    private static final int ROOM = 1 << 20;

    private final Session session;
    private final Commits commits;
    private final StoreFiles files;
    private final StoreCondition condition;
    private long last = System.nanoTime();

    WriteProbe(Session session, Commits commits, StoreFiles files, StoreCondition condition) {
        this.session = session;
        this.commits = commits;
        this.files = files;
        this.condition = condition;
    }

    boolean isDue() {
        return condition.mayHaveEnded() && System.nanoTime() - last >= NANOS_BETWEEN;
    }

    /** Tries to write. Where this method throws, the caller undoes the transaction. */
    void run() {
        last = System.nanoTime();
        if (condition.has(Reason.FULL) || condition.has(Reason.UNREACHABLE)) {
            requireRoom();
        }
        session.execute("BEGIN IMMEDIATE");
        commits.commit();
        condition.written();
    }

    /**
     * Writes more than a commit of nothing does, and undoes it: the log may have room for that commit alone. A disk whose
     * quota is used up is unreachable to SQLite, and not full.
     */
    private void requireRoom() {
        try {
            if (files.usableSpace() < ROOM) {
                throw new StorageUnavailableException(Reason.FULL, "The disk that holds the store is full.");
            }
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    Reason.UNREACHABLE, "The disk that holds the store does not answer.", e);
        }
        try (Statement statement = session.connection().createStatement()) {
            // With a small cache the pages go to the log at once, and not with a commit.
            statement.execute("PRAGMA cache_size = 10");
            try {
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("CREATE TABLE room (bytes)");
                statement.execute("INSERT INTO room VALUES (zeroblob(" + ROOM + "))");
                statement.execute("ROLLBACK");
            } finally {
                statement.execute("PRAGMA cache_size = -" + SqliteFile.WRITER_CACHE_KIB);
            }
        } catch (SQLException e) {
            throw new FailedStatementException("INSERT INTO room", e);
        }
    }
}
