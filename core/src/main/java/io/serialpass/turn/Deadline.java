package io.serialpass.turn;

import java.time.Duration;

/**
 * The moment until which work has to begin. It is measured by {@link System#nanoTime()}, so no clock moves it. Immutable.
 *
 * @since 0.1
 */
public final class Deadline {

    /** A deadline that never passes. */
    public static final Deadline NEVER = new Deadline(0, Duration.ZERO);

    private final long start;
    private final Duration limit;

    private Deadline(long start, Duration limit) {
        this.start = start;
        this.limit = limit;
    }

    /**
     * A deadline that is counted from now on.
     *
     * @param limit how long it is until then, more than zero
     * @return the deadline
     * @throws IllegalArgumentException if the limit is zero or less
     */
    public static Deadline in(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a deadline must be later than now");
        }
        return new Deadline(System.nanoTime(), limit);
    }

    /**
     * Whether it has passed.
     *
     * @return true if it has
     */
    public boolean isOver() {
        return remainingNanos() <= 0;
    }

    /**
     * How long it is until the deadline.
     *
     * @return nanoseconds, zero or less where it has passed; {@link Long#MAX_VALUE} for {@link #NEVER}
     */
    public long remainingNanos() {
        return this == NEVER ? Long.MAX_VALUE : limit.toNanos() - waitedNanos();
    }

    /**
     * How long the work has waited.
     *
     * @return nanoseconds since the deadline was made; zero for {@link #NEVER}
     */
    long waitedNanos() {
        return this == NEVER ? 0 : System.nanoTime() - start;
    }

    /**
     * How long the work could wait in all.
     *
     * @return the time from the start to the deadline; zero for {@link #NEVER}
     */
    Duration limit() {
        return limit;
    }
}
