package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.WriteWork;
import io.serialpass.storage.testkit.Await;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Units of work that meet in one transaction: the writer is kept busy until all of them wait. */
final class OneGroup {

    private final SqliteStorage storage;
    private final CountDownLatch release = new CountDownLatch(1);

    /** Keeps the writer busy until released. */
    OneGroup(SqliteStorage storage) {
        this.storage = storage;
        CountDownLatch holding = new CountDownLatch(1);
        new Thread(() -> storage.write(tx -> {
                    holding.countDown();
                    return await(release);
                }))
                .start();
        if (!await(holding)) {
            throw new AssertionError("the writer does not begin");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Hands a unit of work to the writer, and returns once it waits there. */
    <T> CompletableFuture<T> add(WriteWork<T> work) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                outcome.complete(storage.write(work));
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        caller.start();
        Await.waiting(caller, outcome::isDone);
        return outcome;
    }

    /** Lets the writer do what waits. */
    void release() {
        release.countDown();
    }
}
