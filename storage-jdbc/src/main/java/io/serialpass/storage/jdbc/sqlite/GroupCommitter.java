package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.metrics.Metrics;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.WriteWork;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sqlite.lists.SearchIndex;
import io.serialpass.turn.PerShare;
import io.serialpass.turn.Turn;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It commits the units of work that wait together, with one sync of the disk for all of them,
 * and none gets its result before the commit. Each has a savepoint of its own, so that one that fails takes nobody with it.
 * In idle moments it adds to the search index what waits there.
 *
 * <p>Safe for use by many threads.
 */
final class GroupCommitter implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(GroupCommitter.class.getName());

    private static final int MOST_PER_GROUP = 256;
    private static final long MOST_NANOS_PER_GROUP = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final long MOST_NANOS_LOCKED = TimeUnit.SECONDS.toNanos(5);
    private static final long MOST_NANOS_WORKING = TimeUnit.SECONDS.toNanos(10);

    private final Session session;
    private final StoreCondition condition;
    private final Commits commits;
    private final WriteProbe probe;
    private final WriterMemory memory;
    private final Checkpointer checkpointer;
    private final WriteQueue queue;
    private final Thread thread;
    private boolean closed;

    /** Whether something was written since the last idle moment. Of the writing thread alone. */
    private boolean untidy = true;

    /** Whether the last attempt to begin met another program's lock, and since when. Of the writing thread alone. */
    private boolean locked;

    private long lockedSince;

    /** When the group under way got the store for itself; of no meaning unless {@link #working}. */
    private volatile long began;

    private volatile boolean working;

    private volatile Metrics metrics = Metrics.none();

    GroupCommitter(
            Session session,
            Commits commits,
            WriteProbe probe,
            StoreCondition condition,
            Checkpointer checkpointer,
            int queueLimit) {
        this.session = session;
        this.commits = commits;
        this.probe = probe;
        this.condition = condition;
        this.memory = new WriterMemory(session);
        this.checkpointer = checkpointer;
        this.queue = new WriteQueue(queueLimit);
        this.thread = new Thread(this::run, "serialpass-writer");
        thread.start();
    }

    <T> T write(WriteWork<T> work) {
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
            closeStore();
        } catch (InterruptedException | RuntimeException e) {
            // Nobody but this class knows the thread, and this class does not interrupt it; faults of the store end
            // groups.
            throw new AssertionError("the thread that writes to the store ended by a fault of its own", e);
        } finally {
            refuseWaiting();
        }
    }

    /** Marks the store as closed, after the last unit of work. */
    private void closeStore() {
        try {
            commits.close(!condition.has(Reason.DAMAGED));
        } catch (RuntimeException e) {
            rollback();
            LOGGER.log(Level.DEBUG, "The store is not marked as closed; the next start checks it", e);
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
            if (pending.isEmpty() && probe.isDue()) {
                probe();
            } else if (pending.isEmpty() && untidy) {
                untidy = tidy();
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void commitGroup(PendingWrite<?> first) {
        List<PendingWrite<?>> group = new ArrayList<>();
        try {
            if (!begin(first)) {
                return;
            }
            for (Optional<PendingWrite<?>> pending = Optional.of(first); pending.isPresent(); pending = nextOf(group)) {
                if (pending.get().begin()) {
                    group.add(pending.get());
                    pending.get().run(session, memory);
                }
            }
            memory.end();
            commits.commit();
        } catch (RuntimeException e) {
            rollback();
            fail(first, group, condition.tell(e));
            return;
        } catch (Error e) {
            fail(first, group, e);
            throw e;
        } finally {
            working = false;
        }
        group.forEach(PendingWrite::complete);
        metrics.committed(group.size(), System.nanoTime() - began);
        untidy = true;
        checkpointer.written();
        keepSearchIndexNear();
        if (probe.isDue()) {
            probe();
        }
    }

    /** The first unit of work is not in the group where the transaction did not begin. */
    private static void fail(PendingWrite<?> first, List<PendingWrite<?>> group, Throwable reason) {
        first.fail(reason);
        group.forEach(pending -> pending.fail(reason));
    }

    /** The unit of work that joins a group; empty when the group has become large enough, or none waits. */
    private Optional<PendingWrite<?>> nextOf(List<PendingWrite<?>> group) {
        boolean full = group.size() >= MOST_PER_GROUP || System.nanoTime() - began >= MOST_NANOS_PER_GROUP;
        return full ? Optional.empty() : queue.poll();
    }

    /**
     * Begins a transaction. While another program keeps the store locked, all that wait do so together, and each is refused
     * at a time of its own: a unit of work waits no longer for having others before it.
     *
     * @return false if there is no transaction, because the first unit of work was refused
     */
    private boolean begin(PendingWrite<?> first) {
        while (true) {
            try {
                session.execute("BEGIN IMMEDIATE");
                locked = false;
                began = System.nanoTime();
                working = true;
                memory.begin();
                return true;
            } catch (FailedStatementException e) {
                RuntimeException refusal = SqliteErrors.translate(e);
                if (!SqliteErrors.isLock(refusal)) {
                    throw e;
                }
                if (!locked) {
                    locked = true;
                    lockedSince = System.nanoTime();
                }
                if (System.nanoTime() - lockedSince >= MOST_NANOS_LOCKED) {
                    // Before anybody is refused: a caller that hears of the lock finds the store not ready.
                    condition.tell(refusal);
                }
                queue.removeIf(pending -> pending.refuseIfLate(lockedSince, MOST_NANOS_LOCKED, refusal));
                if (first.refuseIfLate(lockedSince, MOST_NANOS_LOCKED, refusal)) {
                    return false;
                }
            }
        }
    }

    /** Tells of each group from now on. */
    void tell(Metrics taker) {
        metrics = taker;
    }

    /** How many units of work of each share wait. */
    PerShare<Integer> waiting() {
        return queue.sizes();
    }

    /**
     * Checks that the writing thread lives and does not work on one group for too long.
     *
     * @throws StorageUnavailableException if it does not
     */
    void requireWorking() {
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

    private void probe() {
        try {
            probe.run();
        } catch (RuntimeException e) {
            rollback();
            condition.tell(e);
        }
    }

    private void rollback() {
        session.rollBack();
        memory.undo();
    }

    private void keepSearchIndexNear() {
        try {
            for (SearchIndex index : SearchIndex.values()) {
                if (index.waiting(session) >= SearchIndex.MOST_WAITING) {
                    addTo(index);
                }
            }
        } catch (RuntimeException e) {
            rollback();
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
            rollback();
            LOGGER.log(levelOf(e), "The store could not be tidied; it is tried again after the next write", e);
        }
        return false;
    }

    /** A reason that keeps the store from being worked with has its own line in the log. */
    private Level levelOf(RuntimeException e) {
        return condition.tell(e) instanceof StorageUnavailableException ? Level.DEBUG : Level.WARNING;
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
