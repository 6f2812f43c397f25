package io.serialpass.http.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work again and again, by several threads, for as long as a test waits for it and a little longer. */
final class Traffic {

    /** A piece of work. */
    interface Work {
        /** Does it once, and returns when it was acknowledged. */
        void once(int thread, Random random) throws Exception;
    }

    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private int allowed;
    private int begun;
    private int done;
    private boolean isEnded;
    private boolean hasFailed;

    private Traffic(int threads) {
        this.threads = Executors.newFixedThreadPool(threads);
    }

    static Traffic start(int threads, long seed, Work work) {
        Traffic traffic = new Traffic(threads);
        for (int i = 0; i < threads; i++) {
            int thread = i;
            traffic.running.add(traffic.threads.submit(() -> {
                traffic.work(thread, new Random(seed + thread), work);
                return null;
            }));
        }
        return traffic;
    }

    private void work(int thread, Random random, Work work) throws Exception {
        try {
            while (mayBegin()) {
                work.once(thread, random);
                count();
            }
        } catch (Exception | AssertionError e) {
            fail();
            throw e;
        }
    }

    private synchronized boolean mayBegin() throws InterruptedException {
        while (begun >= allowed && !isEnded) {
            wait();
        }
        begun++;
        return !isEnded;
    }

    private synchronized void count() {
        done++;
        notifyAll();
    }

    private synchronized void fail() {
        hasFailed = true;
        notifyAll();
    }

    /** Waits until so many more pieces of work are done. Twice as many go on after it. */
    synchronized void awaitMore(int number, Duration longest) throws InterruptedException {
        int enough = done + number;
        allowed = done + 3 * number;
        notifyAll();
        long end = System.nanoTime() + longest.toNanos();
        while (done < enough && !hasFailed) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(
                        "Of " + number + " pieces of work " + (done - enough + number) + " were done in " + longest);
            }
            wait(left);
        }
    }

    /** Waits until each thread has done what it began, and tells what went wrong. */
    void end() throws InterruptedException {
        synchronized (this) {
            isEnded = true;
            notifyAll();
        }
        threads.shutdown();
        for (Future<?> thread : running) {
            try {
                thread.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
    }
}
