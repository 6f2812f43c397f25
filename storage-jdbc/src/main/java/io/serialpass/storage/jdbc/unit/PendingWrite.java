package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.WriteWork;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.turn.Turn;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that waits to be written, or for the commit of the group that it was written with. Its caller waits for
 * {@link #await()}; the writing thread does the rest. Either the writing thread begins it, or its caller gives it up at its
 * deadline: never both.
 */
final class PendingWrite<T> {

    private final Turn turn;
    private final WriteWork<T> work;
    private final StoreCondition condition;
    private final long arrived;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable thrown;

    PendingWrite(Turn turn, WriteWork<T> work, StoreCondition condition) {
        this.turn = turn;
        this.arrived = System.nanoTime() - turn.waitedNanos();
        this.work = work;
        this.condition = condition;
    }

    Turn turn() {
        return turn;
    }

    /** Whether the work is not to be done any more. To be asked before {@link #begin()}. */
    boolean isOver() {
        giveUpIfOver();
        return decided.get();
    }

    /**
     * Whether the work is to be done, asked right before it is. Where its deadline has passed or its client has gone, its
     * caller is told that nothing was done.
     */
    boolean begin() {
        giveUpIfOver();
        return decided.compareAndSet(false, true);
    }

    /**
     * Whether the work is to be done once more, asked after its transaction was undone. Nothing is left of it, so it is as if it
     * had not begun: where its deadline has passed or its client has gone, its caller is told that nothing was done.
     */
    boolean beginAgain() {
        Optional<String> reason = turn.whyOver();
        reason.ifPresent(why -> {
            thrown = null;
            fail(new StorageOverloadedException(why));
        });
        return reason.isEmpty();
    }

    private void giveUpIfOver() {
        turn.whyOver().ifPresent(reason -> {
            if (decided.compareAndSet(false, true)) {
                fail(new StorageOverloadedException(reason));
            }
        });
    }

    /**
     * Does the work in a savepoint of its own, and undoes it where it is not to be kept. What the work throws is kept for
     * its caller; what this method throws is a fault of the connection, and the end of the group.
     */
    void run(Group group) {
        Session session = group.session();
        session.execute("SAVEPOINT unit");
        if (isToBeKept(group.unit())) {
            group.memory().keep();
        } else {
            undo(session);
            group.memory().undo();
        }
        session.execute("RELEASE unit");
    }

    private void undo(Session session) {
        try {
            session.execute("ROLLBACK TO unit");
        } catch (FailedStatementException e) {
            // The whole transaction has ended: with its connection, or because SQLite ends it after some errors, a full
            // disk among them. That error is what to tell.
            if (thrown instanceof RuntimeException reason) {
                reason.addSuppressed(e);
                throw reason;
            }
            throw e;
        }
    }

    private boolean isToBeKept(WriterTransaction transaction) {
        thrown = null;
        try {
            result = turn.call(() -> work.in(transaction));
            return !transaction.isRollbackOnly();
        } catch (RuntimeException e) {
            thrown = condition.tell(e);
        } catch (Error e) {
            thrown = e;
        }
        return false;
    }

    /** Hands out what the work returned or threw. */
    void complete() {
        if (thrown != null) {
            outcome.completeExceptionally(thrown);
        } else {
            outcome.complete(result);
        }
    }

    /**
     * Hands out a refusal, where this has waited for too long since something began that keeps all from being written.
     *
     * @param since when that began, by {@link System#nanoTime()}
     * @param most how many nanoseconds it may wait for its end
     * @param refusal what to hand out
     * @return whether it is not to be done any more
     */
    boolean refuseIfLate(long since, long most, RuntimeException refusal) {
        long now = System.nanoTime();
        boolean late = now - since >= most && now - arrived >= most;
        if (late && decided.compareAndSet(false, true)) {
            fail(refusal);
        }
        return isOver();
    }

    /** Hands out that nothing was written. */
    void fail(Throwable reason) {
        outcome.completeExceptionally(thrown != null ? thrown : reason);
    }

    /**
     * Waits for the outcome. Work that has not begun at its deadline is given up; for work that has begun, the caller waits
     * as long as it takes.
     */
    T await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get(decided.get() ? Long.MAX_VALUE : turn.remainingNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    giveUpIfOver();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new StorageException("The unit of work failed: " + e.getCause(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
