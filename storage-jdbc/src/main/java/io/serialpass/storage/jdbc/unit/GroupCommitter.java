package io.serialpass.storage.jdbc.unit;

import io.serialpass.metrics.Metrics;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.WriteWork;
import io.serialpass.turn.PerShare;
import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It commits the units of work that wait together, with one sync of the disk for all of them,
 * and none gets its result before the commit. Each has a savepoint of its own, so that one that fails takes nobody with it.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class GroupCommitter implements AutoCloseable {

    private static final long MOST_NANOS_PER_GROUP = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final long MOST_NANOS_WAITING = TimeUnit.SECONDS.toNanos(5);
    private static final long MOST_NANOS_WORKING = TimeUnit.SECONDS.toNanos(10);

    /** How often a group is begun that has to give way each time. */
    private static final int MOST_ATTEMPTS = 5;

    private final WriterDatabase database;
    private final StoreCondition condition;
    private final int mostPerGroup;
    private final WriteQueue queue;
    private final Thread thread;
    private boolean closed;

    /** Whether the last attempt to begin met a reason to wait, and since when. Of the writing thread alone. */
    private boolean waiting;

    private long waitingSince;

    /** When the group under way got the store for itself; of no meaning unless {@link #working}. */
    private volatile long began;

    private volatile boolean working;

    private volatile Metrics metrics = Metrics.none();

    /**
     * Starts the thread.
     *
     * @param database where it writes
     * @param condition is told what keeps the store from being written
     * @param queueLimit how many units of work of each share may wait
     * @param mostPerGroup how many units of work share a transaction at most
     */
    public GroupCommitter(WriterDatabase database, StoreCondition condition, int queueLimit, int mostPerGroup) {
        this.database = database;
        this.condition = condition;
        this.mostPerGroup = mostPerGroup;
        this.queue = new WriteQueue(queueLimit);
        this.thread = new Thread(this::run, "serialpass-writer");
        thread.start();
    }

    /** Does a unit of work as {@link io.serialpass.storage.Storage#write} promises. */
    public <T> T write(WriteWork<T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a unit of work must not start another one");
        }
        PendingWrite<T> pending = new PendingWrite<>(Turn.current().forUnit(), work, condition);
        enqueue(pending);
        try {
            return pending.await();
        } catch (StorageOverloadedException e) {
            queue.withdraw(pending);
            throw e;
        }
    }

    private synchronized void enqueue(PendingWrite<?> pending) {
        if (closed) {
            throw new StorageException("the storage is closed");
        }
        if (!queue.offer(pending)) {
            throw new StorageOverloadedException(
                    "Too many units of work wait to write to the store. Nothing was done.");
        }
    }

    private void run() {
        try {
            for (PendingWrite<?> pending = next(); pending != null; pending = next()) {
                commitGroup(pending);
            }
            database.end();
        } catch (InterruptedException | RuntimeException e) {
            // Nobody but this class knows the thread, and this class does not interrupt it; faults of the store end
            // groups.
            throw new AssertionError("the thread that writes to the store ended by a fault of its own", e);
        } finally {
            refuseWaiting();
        }
    }

    /** So that nobody waits for a thread that has ended, be it by an error. */
    private synchronized void refuseWaiting() {
        closed = true;
        for (Optional<PendingWrite<?>> pending = queue.poll(); pending.isPresent(); pending = queue.poll()) {
            pending.get().fail(new StorageException("the storage is closed"));
        }
    }

    /** The next unit of work that is to be done; null when there will be none any more. */
    private @Nullable PendingWrite<?> next() throws InterruptedException {
        while (true) {
            boolean last = isClosed();
            Optional<PendingWrite<?>> pending = last ? queue.poll() : queue.poll(IDLE);
            if (pending.isPresent() && !pending.get().isOver()) {
                return pending.get();
            }
            if (pending.isEmpty() && last) {
                return null;
            }
            if (pending.isEmpty()) {
                database.idle();
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void commitGroup(PendingWrite<?> first) {
        List<PendingWrite<?>> group = new ArrayList<>();
        int attempt = 1;
        while (!isDone(first, group, attempt < MOST_ATTEMPTS)) {
            attempt++;
        }
    }

    /**
     * Does a group in one transaction.
     *
     * @param group what has begun already; it is done again
     * @param again whether it may be done once more if it has to give way
     * @return false if it had to give way, was undone, and is to be done once more
     */
    private boolean isDone(PendingWrite<?> first, List<PendingWrite<?>> group, boolean again) {
        try {
            Optional<Group> begun = begin(first, group);
            if (begun.isEmpty()) {
                return true;
            }
            Group transaction = begun.get();
            group.removeIf(pending -> !pending.beginAgain());
            group.forEach(pending -> pending.run(transaction));
            Optional<PendingWrite<?>> pending = group.isEmpty() ? Optional.of(first) : nextOf(group);
            for (; pending.isPresent(); pending = nextOf(group)) {
                if (pending.get().begin()) {
                    group.add(pending.get());
                    pending.get().run(transaction);
                }
            }
            transaction.commit();
        } catch (RuntimeException e) {
            RuntimeException told = database.undo(e);
            if (again && database.mayRunAgain(told)) {
                return false;
            }
            fail(first, group, told);
            return true;
        } catch (Error e) {
            fail(first, group, e);
            throw e;
        } finally {
            working = false;
        }
        group.forEach(PendingWrite::complete);
        metrics.committed(group.size(), System.nanoTime() - began);
        database.committed();
        return true;
    }

    /** The first unit of work is not in the group where the transaction did not begin. */
    private static void fail(PendingWrite<?> first, List<PendingWrite<?>> group, Throwable reason) {
        first.fail(reason);
        group.forEach(pending -> pending.fail(reason));
    }

    /** The unit of work that joins a group; empty when the group has become large enough, or none waits. */
    private Optional<PendingWrite<?>> nextOf(List<PendingWrite<?>> group) {
        boolean full = group.size() >= mostPerGroup || System.nanoTime() - began >= MOST_NANOS_PER_GROUP;
        return full ? Optional.empty() : queue.poll();
    }

    /**
     * Begins a transaction. While another program keeps the store locked, all that wait do so together, and each is refused
     * at a time of its own: a unit of work waits no longer for having others before it.
     *
     * @return empty if there is no transaction, because the first unit of work was refused
     */
    private Optional<Group> begin(PendingWrite<?> first, List<PendingWrite<?>> group) {
        while (true) {
            try {
                Group begun = database.begin();
                waiting = false;
                began = System.nanoTime();
                working = true;
                return Optional.of(begun);
            } catch (RuntimeException e) {
                RuntimeException refusal = database.reasonToWait(e).orElseThrow(() -> e);
                if (!waiting) {
                    waiting = true;
                    waitingSince = System.nanoTime();
                }
                boolean tooLong = System.nanoTime() - waitingSince >= MOST_NANOS_WAITING;
                if (tooLong) {
                    // Before anybody is refused: a caller that hears of the reason finds the store not ready.
                    condition.tell(refusal);
                }
                queue.removeIf(pending -> pending.refuseIfLate(waitingSince, MOST_NANOS_WAITING, refusal));
                boolean refused =
                        group.isEmpty() ? first.refuseIfLate(waitingSince, MOST_NANOS_WAITING, refusal) : tooLong;
                if (refused) {
                    group.forEach(pending -> pending.fail(refusal));
                    return Optional.empty();
                }
            }
        }
    }

    /** Tells of each group from now on. */
    public void tell(Metrics taker) {
        metrics = taker;
    }

    /** How many units of work of each share wait. */
    public PerShare<Integer> waiting() {
        return queue.sizes();
    }

    /**
     * Checks that the writing thread lives and does not work on one group for too long.
     *
     * @throws StorageUnavailableException if it does not
     */
    public void requireWorking() {
        if (!thread.isAlive()) {
            throw new StorageUnavailableException(
                    Reason.STUCK, "The thread that writes to the store has ended. The server has to be started again.");
        }
        if (working && System.nanoTime() - began > MOST_NANOS_WORKING) {
            throw new StorageUnavailableException(
                    Reason.STUCK,
                    "One write to the store has not ended for more than "
                            + TimeUnit.NANOSECONDS.toSeconds(MOST_NANOS_WORKING) + " s. All others wait for it.");
        }
    }

    /** Finishes the units of work that wait, and takes no more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
