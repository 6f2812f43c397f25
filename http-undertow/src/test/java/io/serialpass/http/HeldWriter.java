package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.storage.Storage;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Keeps the writer of a store busy for as long as a test wants. */
public final class HeldWriter implements AutoCloseable {

    private final Storage storage;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);

    public HeldWriter(Storage storage) {
        this.storage = storage;
    }

    /** Returns once the writer is busy. */
    public void hold() {
        CountDownLatch holding = new CountDownLatch(1);
        threads.execute(() -> storage.write(tx -> {
            holding.countDown();
            await(release);
            return true;
        }));
        await(holding);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the writer go on, for good. */
    public void release() {
        release.countDown();
    }

    /** Does something on a thread of its own. */
    public <T> CompletableFuture<T> inBackground(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
    }

    @Override
    public void close() {
        release();
        threads.shutdown();
    }
}
