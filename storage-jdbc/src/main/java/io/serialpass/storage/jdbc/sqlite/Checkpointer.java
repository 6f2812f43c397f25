package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.unit.StoreCondition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Moves the write-ahead log into the file beside the writer, on a connection and a thread of its own, so that no commit
 * waits for it. Where it cannot keep up, the writer does it once the log is large. Safe for use by many threads.
 */
final class Checkpointer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Checkpointer.class.getName());

    private static final long MILLIS_BETWEEN = 500;

    private final Session session;
    private final StoreFiles files;
    private final StoreCondition condition;
    private final ScheduledThreadPoolExecutor thread;
    private final ScheduledFuture<?> schedule;
    private volatile boolean due;

    Checkpointer(Session session, StoreFiles files, StoreCondition condition) {
        this.session = session;
        this.files = files;
        this.condition = condition;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "serialpass-checkpoint");
            made.setDaemon(true);
            return made;
        });
        this.schedule =
                thread.scheduleWithFixedDelay(this::checkpoint, MILLIS_BETWEEN, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }

    /** Something was written. */
    void written() {
        due = true;
    }

    private void checkpoint() {
        // Where another store stands at the place of this one, its log is not ours to move.
        if (!due || files.areReplaced()) {
            return;
        }
        due = false;
        try {
            List<Boolean> whole = Sql.of("PRAGMA wal_checkpoint(PASSIVE)")
                    .list(session, row -> row.getInt("log") == row.getInt("checkpointed"));
            // A checkpoint that passed over what a reader still needs has not shown that the file can grow.
            if (whole.equals(List.of(true))) {
                condition.checkpointed();
            }
            due |= condition.awaitsCheckpoint();
        } catch (RuntimeException e) {
            due = true;
            if (!(condition.tellOfCheckpoint(e) instanceof StorageUnavailableException)) {
                LOGGER.log(Level.WARNING, "The write-ahead log could not be moved into the store", e);
            }
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
    }

    /** Ends the work under way. */
    @Override
    public void close() {
        schedule.cancel(false);
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }
}
