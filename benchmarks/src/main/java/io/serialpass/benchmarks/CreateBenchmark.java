package io.serialpass.benchmarks;

import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.service.SerialNumberService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Single creates, each durable when it returns: one caller, 64 callers that share commits, and 64 callers of which each
 * gets a transaction of its own (a lock lets one at a time to the store), in rounds that alternate. Medians of 5.
 */
public final class CreateBenchmark {

    private static final int CALLERS = 64;
    private static final int ROUNDS = 5;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SerialNumberService serialNumbers;
    private final List<? extends ItemKey> items;
    private final boolean spread;
    private final AtomicLong next = new AtomicLong();
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private CreateBenchmark(Storage storage, List<? extends ItemKey> items, boolean spread) {
        this.spread = spread;
        this.serialNumbers = new SerialNumberService(storage, Clock.systemUTC());
        this.items = items;
    }

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws InterruptedException if it is stopped
     */
    public static void main(String[] arguments) throws InterruptedException {
        measure("values in the order of a print run, one item", 1, false);
        measure("values spread at random, 20 items", 20, true);
        measure("values spread at random, 1,000 items", Sample.ITEMS, true);
    }

    private static void measure(String name, int items, boolean spread) throws InterruptedException {
        Path directory = Sample.directory();
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            CreateBenchmark benchmark = new CreateBenchmark(
                    storage,
                    Sample.addItems(storage).stream()
                            .limit(items)
                            .map(item -> item.id())
                            .toList(),
                    spread);
            benchmark.rate(CALLERS, false);
            double[] single = new double[ROUNDS];
            double[] shared = new double[ROUNDS];
            double[] alone = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                single[round] = benchmark.rate(1, false);
                alone[round] = benchmark.rate(CALLERS, true);
                shared[round] = benchmark.rate(CALLERS, false);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: 1 caller %,.0f/s; %d callers, a transaction each %,.0f/s; shared commits %,.0f/s; %.1f x%n",
                    name,
                    median(single),
                    CALLERS,
                    median(alone),
                    median(shared),
                    median(shared) / median(alone));
        } finally {
            Sample.remove(directory);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double rate(int callers, boolean transactionEach) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        AtomicLong created = new AtomicLong();
        long begin = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            threads.execute(() -> {
                while (System.nanoTime() - begin < NANOS) {
                    if (transactionEach) {
                        oneAtATime.lock();
                    }
                    try {
                        create();
                    } finally {
                        if (transactionEach) {
                            oneAtATime.unlock();
                        }
                    }
                    created.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the callers do not end");
        }
        return created.get() * 1e9 / (System.nanoTime() - begin);
    }

    private void create() {
        long number = next.incrementAndGet();
        String value = String.format(Locale.ROOT, "%016x", spread ? number * 0x9E3779B97F4A7C15L : number);
        serialNumbers.create(
                Sample.ORGANIZATION, items.get((int) (number % items.size())), List.of(new SerialNumberValue(value)));
    }
}
