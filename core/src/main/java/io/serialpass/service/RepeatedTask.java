package io.serialpass.service;

import io.serialpass.storage.BackgroundErrors;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A task that runs again and again in the background, on a daemon thread of its own. A run that throws an exception is told, and the
 * next run comes in its time. An error goes where {@link BackgroundErrors} says. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class RepeatedTask {

    private final String thread;
    private final Duration between;
    private final Runnable task;
    private final Consumer<RuntimeException> failed;
    private Optional<ScheduledThreadPoolExecutor> running = Optional.empty();

    /**
     * Makes a task that has not started.
     *
     * @param thread the name of its thread
     * @param between the time from the end of a run to the begin of the next one, and before the first one
     * @param task one run
     * @param failed receives the exception of a run
     */
    public RepeatedTask(String thread, Duration between, Runnable task, Consumer<RuntimeException> failed) {
        this.thread = thread;
        this.between = between;
        this.task = task;
        this.failed = failed;
    }

    /**
     * Starts to run.
     *
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (running.isPresent()) {
            throw new IllegalStateException("the thread " + thread + " was started before");
        }
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, run -> {
            Thread made = new Thread(run, thread);
            made.setDaemon(true);
            return made;
        });
        var unused = started.scheduleWithFixedDelay(
                this::run, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
        running = Optional.of(started);
    }

    /** Runs once, on the calling thread. */
    public void run() {
        try {
            task.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
    }

    /**
     * Ends the runs, and interrupts the one under way.
     *
     * @return false if it had not started, or was ended before
     */
    public synchronized boolean end() {
        boolean isRunning = running.filter(started -> !started.isShutdown()).isPresent();
        running.ifPresent(ScheduledThreadPoolExecutor::shutdownNow);
        return isRunning;
    }
}
