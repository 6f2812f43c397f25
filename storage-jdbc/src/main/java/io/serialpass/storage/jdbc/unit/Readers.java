package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.turn.FairQueue;
import io.serialpass.turn.PerShare;
import io.serialpass.turn.Turn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * All readers: those of each share for itself, so that no flood of one share makes another share wait. Safe for use by many
 * threads.
 *
 * @since 0.1
 */
public final class Readers implements AutoCloseable {

    private static final long MILLIS_BETWEEN_LOOKS = 100;

    private final PerShare<ReaderPool> pools;
    private final ScheduledThreadPoolExecutor watch;
    private final ScheduledFuture<?> watching;

    /**
     * Makes one more reader.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Opener {
        Reader open() throws SQLException;
    }

    /**
     * Makes the readers.
     *
     * @param opener makes one
     * @param condition is told what keeps the store from being read
     * @param each how many devices and the administration have each; health has one
     * @param timeout how long a read may take, and may wait, where its turn names no other limit
     */
    public Readers(Opener opener, StoreCondition condition, int each, Duration timeout) throws SQLException {
        this.pools = PerShare.<ReaderPool, SQLException>of(share -> switch (share) {
            case DEVICES -> new ReaderPool(open(opener, each), each, condition, timeout);
            case HEALTH -> new ReaderPool(open(opener, 1), 1, condition, timeout);
            // One organization leaves a reader for another one.
            case ADMINISTRATION -> new ReaderPool(open(opener, each), FairQueue.mostOfOne(each), condition, timeout);
        });
        this.watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "serialpass-read-deadline");
            thread.setDaemon(true);
            return thread;
        });
        this.watching = watch.scheduleWithFixedDelay(
                this::interruptLate, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }

    private static List<Reader> open(Opener opener, int count) throws SQLException {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readers.add(opener.open());
        }
        return readers;
    }

    private void interruptLate() {
        pools.all().forEach(ReaderPool::interruptLate);
    }

    /** Reads in the turn of the thread. */
    public <T> T read(Function<Session, T> work) {
        return read(Turn.current().forUnit(), work);
    }

    /** Reads in a turn. */
    public <T> T read(Turn turn, Function<Session, T> work) {
        return pools.of(turn.share()).read(turn, work);
    }

    /** How many readers each share has. */
    public PerShare<Integer> sizes() {
        return PerShare.of(share -> pools.of(share).size());
    }

    /** How many readers of each share are at work. */
    public PerShare<Integer> busy() {
        return PerShare.of(share -> pools.of(share).busy());
    }

    /** Waits for the reads under way, which their limits bound, and closes the readers. */
    @Override
    public void close() {
        pools.all().forEach(ReaderPool::close);
        watching.cancel(false);
        watch.shutdown();
    }
}
