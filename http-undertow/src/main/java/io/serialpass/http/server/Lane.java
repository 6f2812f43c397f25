package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.organization.Organization;
import io.serialpass.turn.Turn;
import io.serialpass.turn.Turnstile;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some threads with a queue. Organizations that wait in it are served one after the other. Safe for use by many threads.
 */
final class Lane {

    private final Turnstile<Optional<Organization>, Task> turnstile;
    private final ThreadPoolExecutor threads;

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
