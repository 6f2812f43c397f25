package io.serialpass.storage.jdbc;

import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The connections that read. They are as many as there are, kept open with their prepared statements: a connection to a
 * file does not break, so there is nothing for a pool to watch. Safe for use by many threads.
 */
final class Readers implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Readers.class.getName());

    private final List<Reader> all;
    private final BlockingQueue<Reader> idle;
    private final StoreCondition condition;
    private final Duration timeout;
    private final ScheduledThreadPoolExecutor watch;
    private final ScheduledFuture<?> watching;

    Readers(List<Reader> readers, StoreCondition condition, Duration timeout) {
        this.condition = condition;
        this.all = List.copyOf(readers);
        this.idle = new LinkedBlockingQueue<>(readers);
        this.timeout = timeout;
        this.watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "serialpass-read-deadline");
            thread.setDaemon(true);
            return thread;
        });
        long period = Math.max(1, Math.min(250, timeout.toMillis() / 4));
        this.watching = watch.scheduleWithFixedDelay(this::interruptLate, period, period, TimeUnit.MILLISECONDS);
    }

    <T> T read(Function<Handle, T> work) {
        Reader reader = take();
        try {
            return reader.read(work);
        } catch (RuntimeException e) {
            throw condition.tell(e);
        } finally {
            idle.add(reader);
        }
    }

    private Reader take() {
        try {
            Reader reader = idle.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (reader == null) {
                throw new StorageOverloadedException(
                        "All " + all.size() + " readers of the store were busy for " + timeout.toSeconds() + " s.");
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("The thread was interrupted while it waited to read.", e);
        }
    }

    private void interruptLate() {
        for (Reader reader : all) {
            try {
                reader.interruptIfOlderThan(timeout.toNanos());
            } catch (SQLException e) {
                LOGGER.log(Level.WARNING, "A read that takes too long could not be ended", e);
            }
        }
    }

    /** Waits for the reads under way, which the timeout bounds, and closes the connections. */
    @Override
    public void close() {
        for (int i = 0; i < all.size(); i++) {
            take().close();
        }
        watching.cancel(false);
        watch.shutdown();
    }
}
