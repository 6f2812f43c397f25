package io.serialpass.http.server;

import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The looks into the store that threads which serve connections take themselves: short work that only reads. While the store is slow
 * such a thread would keep its connections waiting, so then it looks no more. Safe for use by many threads.
 */
final class Looks {

    /** A look that takes as long as this waits for a disk, a lock or a database. */
    static final Duration SLOW = Duration.ofMillis(100);

    /** So long nobody looks after looks that were slow one after the other. */
    static final Duration REST = Duration.ofSeconds(1);

    private static final int PLACES = 64;
    private static final long FREE = 0;
    private static final int NO_PLACE = -1;

    private final LongSupplier nanoTime;

    /** When each look that is under way began. */
    private final AtomicLongArray begins = new AtomicLongArray(PLACES);

    /** How many looks were slow, the last ones one after the other. One alone may have waited for a processor. */
    private final AtomicInteger slowInARow = new AtomicInteger();

    private volatile long restUntil;

    /**
     * Makes the looks of a share.
     *
     * @param nanoTime a clock as {@link System#nanoTime} is one
     */
    Looks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.restUntil = nanoTime.getAsLong();
    }

    /**
     * Looks by the calling thread, if the store is quick. After a slow look, one thread at a time tries whether the store is quick again.
     *
     * @param most how many threads may look at once, so that others serve connections whatever the store does
     * @return what was seen; empty where a thread of the lane has to look
     */
    <T> Optional<T> look(Turn turn, int most, Supplier<T> look) {
        long begin = now();
        int place = place(Math.min(most, PLACES), begin);
        if (place == NO_PLACE) {
            return Optional.empty();
        }
        try {
            return Optional.of(turn.call(look));
        } finally {
            begins.set(place, FREE);
            took(now() - begin, most);
        }
    }

    /** Whether the last look was slow, or one that is under way is. */
    boolean areSlow() {
        if (slowInARow.get() > 0) {
            return true;
        }
        long now = now();
        for (int place = 0; place < PLACES; place++) {
            if (isSlow(begins.get(place), now)) {
                return true;
            }
        }
        return false;
    }

    private int place(int most, long now) {
        if (restUntil - now > 0) {
            return NO_PLACE;
        }
        int free = NO_PLACE;
        int taken = 0;
        for (int place = most - 1; place >= 0; place--) {
            long begin = begins.get(place);
            if (begin == FREE) {
                free = place;
            } else if (isSlow(begin, now)) {
                return NO_PLACE;
            } else {
                taken++;
            }
        }
        boolean isFull = free == NO_PLACE || (taken > 0 && slowInARow.get() > 0);
        return !isFull && begins.compareAndSet(free, FREE, now) ? free : NO_PLACE;
    }

    private static boolean isSlow(long begin, long now) {
        return begin != FREE && now - begin > SLOW.toNanos();
    }

    private void took(long nanos, int most) {
        if (nanos <= SLOW.toNanos()) {
            if (slowInARow.get() > 0) {
                slowInARow.set(0);
            }
        } else if (slowInARow.incrementAndGet() >= most) {
            restUntil = now() + REST.toNanos();
        }
    }

    /** The time, which is never that of a free place. */
    private long now() {
        return nanoTime.getAsLong() | 1;
    }
}
