package io.serialpass.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Wakes and ends a loop that one thread runs in the background. The thread waits here when it has nothing to do. Safe for use by
 * many threads.
 *
 * @since 0.1
 */
public final class LoopSignal {

    /** A thread that signals looks at it before it takes the lock: many threads signal at once, and mostly the loop is awake. */
    private volatile boolean signalled;

    private boolean ended;

    /** Makes a signal of a loop that goes on. */
    public LoopSignal() {}

    /** Wakes the thread where it {@linkplain #await waits}; if it does not, its next wait ends at once. */
    public void signal() {
        if (!signalled) {
            wake();
        }
    }

    private synchronized void wake() {
        signalled = true;
        notifyAll();
    }

    /** Ends the loop, whatever the thread waits for. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Tells whether the loop is to end.
     *
     * @return true after {@link #end()}, and after the thread was interrupted while it waited
     */
    public synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Waits until a signal or the end, or as long as it may.
     *
     * @param longest how long to wait at most
     */
    public synchronized void await(Duration longest) {
        long begin = System.nanoTime();
        while (!ended && !signalled && waitOnce(begin, longest)) {
            // Woken for nothing, as a thread can be.
        }
        signalled = false;
    }

    /**
     * Waits as long as it is told to, unless the loop ends.
     *
     * @param length how long to wait
     */
    public synchronized void pause(Duration length) {
        long begin = System.nanoTime();
        while (!ended && waitOnce(begin, length)) {
            // Woken by a signal, for which the pause does not end.
        }
    }

    private boolean waitOnce(long begin, Duration longest) {
        long left = longest.toNanos() - (System.nanoTime() - begin);
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            return true;
        } catch (InterruptedException e) {
            // An interrupt asks the thread to end.
            ended = true;
            return false;
        }
    }

    /**
     * Ends the loop and waits until its thread has ended. The thread itself does not wait. An interrupt of the caller is kept.
     *
     * @param thread the thread that runs the loop
     */
    public void endAndJoin(Thread thread) {
        end();
        boolean interrupted = false;
        while (thread != Thread.currentThread() && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
