package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.ServerId;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.unit.Group;
import io.serialpass.storage.jdbc.unit.StoreCondition;
import io.serialpass.storage.jdbc.unit.WriterDatabase;
import io.serialpass.storage.jdbc.unit.WriterMemory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as the one thread of this server needs it that writes. Each transaction begins with the {@link WriterLock}, so
 * that none has to give way to another. For the thread that writes.
 */
final class PostgresWriter implements WriterDatabase {

    private static final Logger LOGGER = System.getLogger(PostgresWriter.class.getName());

    private static final long NANOS_BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long NANOS_BETWEEN_PROBES = TimeUnit.MILLISECONDS.toNanos(500);

    private final Connections connections;
    private final CommitLog commits;
    private final StoreCondition condition;

    /** The connection of the transaction under way. */
    private @Nullable Session current;

    private long number;
    private long lastProbe = System.nanoTime();

    PostgresWriter(Connections connections, StoreCondition condition, ServerId server) {
        this.connections = connections;
        this.commits = new CommitLog(connections, server);
        this.condition = condition;
    }

    @Override
    public Group begin() {
        Session session = connections.begin(WriterLock.BEGIN);
        current = session;
        WriterLock.take(session);
        return new PostgresGroup(session, new WriterMemory(session), commits, connections, ++number);
    }

    @Override
    public Optional<RuntimeException> reasonToWait(RuntimeException thrown) {
        leave(thrown);
        boolean isLocked = PostgresErrors.isLock(thrown);
        if (!isLocked && !PostgresErrors.isOfConnection(thrown)) {
            return Optional.empty();
        }
        if (!isLocked) {
            // The health of the server is to show it before the first unit of work is refused.
            condition.tell(thrown);
            LockSupport.parkNanos(NANOS_BETWEEN_ATTEMPTS);
        }
        return Optional.of(PostgresErrors.translate(thrown));
    }

    /** Gives back the connection of a transaction that is to be undone, where there is one. */
    private void leave(RuntimeException thrown) {
        Session session = current;
        current = null;
        if (session == null) {
            return;
        }
        if (PostgresErrors.isConnectionSpent(thrown)) {
            connections.drop(session);
        } else {
            connections.rollBack(session);
        }
    }

    @Override
    public RuntimeException undo(RuntimeException thrown) {
        leave(thrown);
        return condition.tell(thrown);
    }

    @Override
    public boolean mayRunAgain(RuntimeException told) {
        return PostgresErrors.mayRunAgain(told);
    }

    @Override
    public void committed() {
        current = null;
        if (condition.mayHaveEnded()) {
            condition.written();
        }
    }

    /** Nobody sends writes to a server that is not ready, so it tries by itself. */
    @Override
    public void idle() {
        if (!condition.mayHaveEnded() || System.nanoTime() - lastProbe < NANOS_BETWEEN_PROBES) {
            return;
        }
        lastProbe = System.nanoTime();
        try {
            Group group = begin();
            group.commit();
            committed();
        } catch (RuntimeException e) {
            undo(e);
        }
    }

    @Override
    public void end() {
        try {
            commits.forget();
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This server stays noted in the store", e);
        }
    }
}
