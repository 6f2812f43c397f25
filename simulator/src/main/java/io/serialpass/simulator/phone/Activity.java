package io.serialpass.simulator.phone;

import java.time.Duration;

/** Counts what is under way or will be tried again, so that somebody can wait until nothing is. Safe for many threads. */
final class Activity {

    private long underWay;

    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        underWay--;
        if (underWay == 0) {
            notifyAll();
        }
    }

    /** Whether nothing was under way at a moment before the time was over. */
    synchronized boolean awaitNone(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (underWay > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
