package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.organization.Organization;
import io.serialpass.turn.Turn;
import io.serialpass.turn.Turnstile;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Some threads with a queue. Organizations that wait in it are served one after the other. Safe for use by many threads.
 */
final class Lane {

    /** Short work that takes as long as this waits for a disk or a lock. */
    private static final Duration SLOW = Duration.ofMillis(100);

    private static final Duration SLOW_FOR = Duration.ofSeconds(1);

    private final Turnstile<Optional<Organization>, Task> turnstile;
    private final ThreadPoolExecutor threads;

    /** How many threads that serve connections do work of this lane. */
    private final AtomicInteger here = new AtomicInteger();

    /** How many such pieces of work were slow, the last ones one after the other. One alone may have waited for a processor. */
    private final AtomicInteger slowInARow = new AtomicInteger();

    /** Until when none of them does, since the store was slow; by the clock of {@link System#nanoTime}. */
    private volatile long elsewhereUntil = System.nanoTime();

    /** A piece of work of one organization. */
    private record Task(Optional<Organization> owner, Runnable work) {}

    /**
     * Makes a lane.
     *
     * @param name the beginning of the names of its threads
     * @param count how many threads there are at most
     * @param mostOfOne how many of them work for one organization at most
     * @param queue how many tasks may wait
     */
    Lane(String name, int count, int mostOfOne, int queue) {
        this.turnstile = new Turnstile<>(count, mostOfOne, queue);
        AtomicInteger number = new AtomicInteger();
        // The turnstile lets no more tasks in than there are threads, so none waits in this queue.
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                60,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, name + number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does work as soon as it is its organization's turn.
     *
     * @throws ApiException 503 if too much waits already
     */
    void execute(Turn turn, Runnable work) {
        if (!turnstile.offer(turn.organization(), new Task(turn.organization(), work))) {
            throw ApiException.overloaded("Too many requests wait already. Nothing was done.");
        }
        begin();
    }

    /** Does short work on the calling thread, if few do so and the store is quick; else there is no result. */
    <T> Optional<T> tryHere(Turn turn, int most, Supplier<T> work) {
        long begin = System.nanoTime();
        if (!isQuick(begin)) {
            return Optional.empty();
        }
        // The threads of the lane do not count. If they did, they would be busy for ever once they are: each request
        // that
        // they take would keep the next one away from here.
        if (here.incrementAndGet() > most) {
            here.decrementAndGet();
            return Optional.empty();
        }
        try {
            return Optional.of(turn.call(work));
        } finally {
            took(System.nanoTime() - begin, most);
            here.decrementAndGet();
        }
    }

    /** Whether the store was quick lately. */
    boolean isQuick() {
        return isQuick(System.nanoTime());
    }

    private boolean isQuick(long now) {
        return elsewhereUntil - now <= 0;
    }

    private void took(long nanos, int most) {
        if (nanos <= SLOW.toNanos()) {
            if (slowInARow.get() > 0) {
                slowInARow.set(0);
            }
        } else if (slowInARow.incrementAndGet() >= most) {
            elsewhereUntil = System.nanoTime() + SLOW_FOR.toNanos();
        }
    }

    private void begin() {
        while (!threads.isShutdown()) {
            Optional<Task> next = turnstile.next();
            if (next.isEmpty()) {
                return;
            }
            threads.execute(() -> run(next.get()));
        }
    }

    private void run(Task task) {
        try {
            task.work().run();
        } finally {
            turnstile.done(task.owner());
            begin();
        }
    }

    /** Begins nothing more; what was begun goes on. */
    void shutdown() {
        threads.shutdown();
    }
}
