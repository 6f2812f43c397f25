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
     * Does the work, and undoes it where it is not to be kept. What the work throws is kept for its caller; what this
     * method throws is a fault of the connection, and the end of the group.
     *
     * @param first whether it is the first of its group: then there is nobody else's work to keep, the transaction itself
     *     serves as its savepoint, and SQLite need not put aside the pages that a large unit of work changes
     */
    void run(Handle handle, boolean first) {
        if (!first) {
            Sql.execute(handle, "SAVEPOINT unit");
        }
        boolean keep = false;
        try {
            JdbcTransaction transaction = new JdbcTransaction(handle);
            result = work.in(transaction);
            keep = !transaction.isRollbackOnly();
        } catch (RuntimeException e) {
            thrown = SqliteErrors.translate(e);
        } catch (Error e) {
            thrown = e;
        }
        if (!first) {
            if (!keep) {
                Sql.execute(handle, "ROLLBACK TO unit");
            }
            Sql.execute(handle, "RELEASE unit");
        } else if (!keep) {
            Sql.execute(handle, "ROLLBACK");
            Sql.execute(handle, "BEGIN IMMEDIATE");
        }
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
