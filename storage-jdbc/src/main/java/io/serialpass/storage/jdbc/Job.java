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
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable thrown;

    Job(WriteWork<T> work) {
        this.work = work;
    }

    /**
     * Does the work, for the first time or again. What it throws is kept for its caller.
     *
     * @return whether what it changed is to be kept; if not, undoing it is the caller's
     */
    boolean run(Handle handle, CreationOrders orders) {
        result = null;
        thrown = null;
        try {
            JdbcTransaction transaction = new JdbcTransaction(handle, orders);
            result = work.in(transaction);
            return !transaction.isRollbackOnly();
        } catch (RuntimeException e) {
            thrown = SqliteErrors.translate(e);
        } catch (Error e) {
            thrown = e;
        }
        return false;
    }

    /**
     * Does the work in a savepoint of its own, and undoes it where it is not to be kept. What this method throws is a fault
     * of the connection, and the end of the group.
     */
    void runApart(Handle handle, CreationOrders orders) {
        Sql.execute(handle, "SAVEPOINT unit");
        if (!run(handle, orders)) {
            Sql.execute(handle, "ROLLBACK TO unit");
            orders.forget();
        }
        Sql.execute(handle, "RELEASE unit");
    }

    /** Hands out what the work returned or threw. */
    void complete() {
        if (thrown != null) {
            outcome.completeExceptionally(thrown);
        } else {
            outcome.complete(result);
        }
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
