package io.serialpass.storage.jdbc.unit;

import io.serialpass.organization.Organization;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.turn.Gate;
import io.serialpass.turn.Turn;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/** The readers of one share. Organizations are served one after the other. Safe for use by many threads. */
final class ReaderPool implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(ReaderPool.class.getName());

    private final List<Reader> all;
    private final BlockingQueue<Reader> idle;
    private final Gate<Optional<Organization>> gate;
    private final StoreCondition condition;
    private final Duration timeout;

    /**
     * Makes a pool.
     *
     * @param readers as many as may read at once
     * @param mostOfOne how many of them one organization may use at once
     * @param condition is told what keeps the store from being read
     * @param timeout how long a read may take, and may wait, where its turn names no other limit
     */
    ReaderPool(List<Reader> readers, int mostOfOne, StoreCondition condition, Duration timeout) {
        this.all = List.copyOf(readers);
        // Of one that takes no memory: to give a reader back must not fail.
        this.idle = new ArrayBlockingQueue<>(readers.size(), false, readers);
        this.gate = new Gate<>(readers.size(), mostOfOne);
        this.condition = condition;
        this.timeout = timeout;
    }

    <T> T read(Turn turn, Function<Session, T> work) {
        enter(turn);
        try {
            turn.requireTime(StorageOverloadedException::new);
            Reader reader = idle.poll();
            if (reader == null) {
                // The gate lets in as many threads as there are readers, so this one is closed.
                throw new StorageException("the storage is closed");
            }
            try {
                return reader.read(turn, turn.longestRead().orElse(timeout), work);
            } finally {
                idle.add(reader);
            }
        } catch (RuntimeException e) {
            throw condition.tell(e);
        } finally {
            gate.leave(turn.organization());
        }
    }

    private void enter(Turn turn) {
        try {
            if (!gate.enter(turn.organization(), Math.min(turn.remainingNanos(), timeout.toNanos()))) {
                throw new StorageOverloadedException(
                        "The readers of the store were busy with other requests for too long. Nothing was done.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("The thread was interrupted while it waited to read.", e);
        }
    }

    /** How many readers there are. */
    int size() {
        return all.size();
    }

    /** How many readers are at work. */
    int busy() {
        return all.size() - idle.size();
    }

    /** Ends what takes longer than it may, and what nobody waits for any more. */
    void interruptLate() {
        for (Reader reader : all) {
            try {
                reader.interruptIfLate();
            } catch (SQLException e) {
                LOGGER.log(Level.WARNING, "A read that takes too long could not be ended", e);
            } catch (Error e) {
                BackgroundErrors.report(e);
            }
        }
    }

    /** Waits for the reads under way, which the timeout bounds, and closes the readers. */
    @Override
    public void close() {
        boolean interrupted = false;
        int open = all.size();
        while (open > 0) {
            try {
                idle.take().close();
                open--;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
