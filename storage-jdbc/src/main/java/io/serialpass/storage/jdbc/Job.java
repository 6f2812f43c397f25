package io.serialpass.storage.jdbc;

import io.serialpass.storage.WriteWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that waits to be written, or for the commit of the group that it was written with. Its caller waits for
 * {@link #await()}; the writing thread does the rest.
 */
final class Job<T> {

    private final WriteWork<T> work;
    private final StoreCondition condition;
    private final long arrived = System.nanoTime();
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable thrown;

    Job(WriteWork<T> work, StoreCondition condition) {
        this.work = work;
        this.condition = condition;
    }

    /**
     * Does the work in a savepoint of its own, and undoes it where it is not to be kept. What the work throws is kept for
     * its caller; what this method throws is a fault of the connection, and the end of the group.
     */
    void run(Handle handle, WriterMemory memory) {
        Sql.execute(handle, "SAVEPOINT unit");
        if (isToBeKept(handle, memory)) {
            memory.keep();
        } else {
            undo(handle);
            memory.undo();
        }
        Sql.execute(handle, "RELEASE unit");
    }

    private void undo(Handle handle) {
        try {
            Sql.execute(handle, "ROLLBACK TO unit");
        } catch (FailedStatementException e) {
            // SQLite ends the whole transaction after some errors, a full disk among them: that one is what to tell.
            if (thrown instanceof RuntimeException reason) {
                reason.addSuppressed(e);
                throw reason;
            }
            throw e;
        }
    }

    private boolean isToBeKept(Handle handle, WriterMemory memory) {
        try {
            JdbcTransaction transaction = new JdbcTransaction(handle, memory);
            result = work.in(transaction);
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
     * @return whether it was refused
     */
    boolean refuseIfLate(long since, long most, RuntimeException refusal) {
        long now = System.nanoTime();
        boolean late = now - since >= most && now - arrived >= most;
        if (late) {
            fail(refusal);
        }
        return late;
    }

    /** Hands out that nothing was written. */
    void fail(Throwable reason) {
        outcome.completeExceptionally(thrown != null ? thrown : reason);
    }

    T await() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
