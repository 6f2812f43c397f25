package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.ServerId;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Commits, and finds out whether a transaction was committed whose connection ended meanwhile. Each transaction leaves its number
 * in the row of its server. For the one thread that writes.
 */
final class CommitLog {

    /** Long enough for a database that is started again; those that wait have nothing else to wait for. */
    private static final long MOST_NANOS_ASKING = TimeUnit.SECONDS.toNanos(15);

    private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String NOTE = """
            INSERT INTO writer_commit (server, number, time) VALUES (?, ?, now())
            ON CONFLICT (server) DO UPDATE SET number = excluded.number, time = excluded.time""";

    private final Connections connections;
    private final ServerId server;

    CommitLog(Connections connections, ServerId server) {
        this.connections = connections;
        this.server = server;
    }

    /** Leaves the number of the transaction, as a part of it. */
    void note(Session session, long number) {
        Sql.of(NOTE, server.value(), number).update(session);
    }

    /** Commits a transaction that has left its number. Where this method throws, the caller still has the connection. */
    void commit(Session session, long number) {
        try {
            session.execute("COMMIT");
        } catch (FailedStatementException e) {
            if (!PostgresErrors.isOfConnection(e)) {
                throw e;
            }
            if (!wasCommitted(number)) {
                throw e;
            }
            connections.drop(session);
            return;
        }
        session.close();
    }

    private boolean wasCommitted(long number) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < MOST_NANOS_ASKING) {
            try {
                return lastCommitted().equals(OptionalLong.of(number));
            } catch (FailedStatementException e) {
                LockSupport.parkNanos(NANOS_BETWEEN);
            }
        }
        throw new StorageUnavailableException(
                Reason.UNREACHABLE,
                "The connection to the database was lost while a change was stored."
                        + " It is not known whether the change was kept.");
    }

    /** The number of the last transaction of this server. The lock waits for the end of one that is still under way. */
    private OptionalLong lastCommitted() {
        Session session = connections.begin(WriterLock.BEGIN);
        try {
            WriterLock.take(session);
            return Sql.of("SELECT number FROM writer_commit WHERE server = ?", server.value())
                    .optionalNumber(session);
        } finally {
            connections.rollBack(session);
        }
    }

    /** Forgets this server, and those that were not stopped in order and have not written for long. */
    void forget() {
        Session session = connections.begin(WriterLock.BEGIN);
        try {
            WriterLock.take(session);
            Sql.of("DELETE FROM writer_commit WHERE server = ? OR time < now() - INTERVAL '7 days'", server.value())
                    .update(session);
            connections.commit(session);
        } catch (FailedStatementException e) {
            connections.rollBack(session);
            throw e;
        }
    }
}
