package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sqlite.lists.SearchIndex;
import io.serialpass.storage.jdbc.unit.Group;
import io.serialpass.storage.jdbc.unit.StoreCondition;
import io.serialpass.storage.jdbc.unit.WriterDatabase;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * SQLite as the one thread that writes needs it. In idle moments it adds to the search index what waits there. For the thread
 * that writes.
 */
final class SqliteWriter implements WriterDatabase {

    private static final Logger LOGGER = System.getLogger(SqliteWriter.class.getName());

    private final Session session;
    private final StoreCondition condition;
    private final Commits commits;
    private final WriteProbe probe;
    private final SqliteMemory memory;
    private final SqliteGroup group;
    private final Checkpointer checkpointer;

    /** Whether something was written since the last idle moment. */
    private boolean untidy = true;

    SqliteWriter(
            Session session, Commits commits, WriteProbe probe, StoreCondition condition, Checkpointer checkpointer) {
        this.session = session;
        this.commits = commits;
        this.probe = probe;
        this.condition = condition;
        this.memory = new SqliteMemory(session);
        this.group = new SqliteGroup(session, memory, commits);
        this.checkpointer = checkpointer;
    }

    @Override
    public Group begin() {
        session.execute("BEGIN IMMEDIATE");
        memory.begin();
        return group;
    }

    @Override
    public Optional<RuntimeException> reasonToWait(RuntimeException thrown) {
        return Optional.of(SqliteErrors.translate(thrown)).filter(SqliteErrors::isLock);
    }

    @Override
    public RuntimeException undo(RuntimeException thrown) {
        rollBack();
        return condition.tell(thrown);
    }

    /** A connection to a file does not break, and nobody else writes within a transaction. */
    @Override
    public boolean mayRunAgain(RuntimeException told) {
        return false;
    }

    private void rollBack() {
        session.rollBack();
        memory.undo();
    }

    @Override
    public void committed() {
        untidy = true;
        checkpointer.written();
        keepSearchIndexNear();
        if (probe.isDue()) {
            probe();
        }
    }

    @Override
    public void idle() {
        if (probe.isDue()) {
            probe();
        } else if (untidy) {
            untidy = tidy();
        }
    }

    private void probe() {
        try {
            probe.run();
        } catch (RuntimeException e) {
            rollBack();
            condition.tell(e);
        }
    }

    private void keepSearchIndexNear() {
        try {
            for (SearchIndex index : SearchIndex.values()) {
                if (index.waiting(session) >= SearchIndex.MOST_WAITING) {
                    addTo(index);
                }
            }
        } catch (RuntimeException e) {
            rollBack();
            LOGGER.log(levelOf(e), "The search index could not be extended; searches are slower until it is", e);
        }
    }

    private void addTo(SearchIndex index) {
        session.execute("BEGIN IMMEDIATE");
        index.addWaiting(session);
        commits.commit();
    }

    /** Does a piece of what is left for idle moments; true if there is more. */
    private boolean tidy() {
        try {
            for (SearchIndex index : SearchIndex.values()) {
                if (index.waiting(session) > 0) {
                    addTo(index);
                    return true;
                }
            }
        } catch (RuntimeException e) {
            rollBack();
            LOGGER.log(levelOf(e), "The store could not be tidied; it is tried again after the next write", e);
        }
        return false;
    }

    /** A reason that keeps the store from being worked with has its own line in the log. */
    private Level levelOf(RuntimeException e) {
        return condition.tell(e) instanceof StorageUnavailableException ? Level.DEBUG : Level.WARNING;
    }

    /** Marks the store as closed. */
    @Override
    public void end() {
        try {
            commits.close(!condition.has(Reason.DAMAGED));
        } catch (RuntimeException e) {
            rollBack();
            LOGGER.log(Level.DEBUG, "The store is not marked as closed; the next start checks it", e);
        }
    }
}
