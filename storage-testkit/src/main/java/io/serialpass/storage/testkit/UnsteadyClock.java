package io.serialpass.storage.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * A clock as bad as the clocks of servers can be. Each reading follows from the seed and the number of readings before.
 *
 * @since 0.1
 */
public final class UnsteadyClock extends Clock {

    private final Kind kind;
    private final Random random;
    private Instant now;

    /**
     * The faults of a clock.
     *
     * @since 0.1
     */
    public enum Kind {
        /** It stands still. */
        STILL,
        /** It runs backwards. */
        BACKWARDS,
        /** It jumps minutes back and ahead. */
        JUMPING,
        /** It runs, a few milliseconds from reading to reading. */
        RUNNING
    }

    /**
     * Makes a clock.
     *
     * @param kind what is wrong with it
     * @param begin what it shows first
     * @param seed decides how it jumps
     */
    public UnsteadyClock(Kind kind, Instant begin, long seed) {
        this.kind = kind;
        this.random = new Random(seed);
        this.now = begin;
    }

    @Override
    public synchronized Instant instant() {
        now = switch (kind) {
            case STILL -> now;
            case BACKWARDS -> now.minusMillis(random.nextInt(1_500));
            case JUMPING -> now.plusMillis(random.nextInt(600_000) - 300_000L);
            case RUNNING -> now.plusMillis(random.nextInt(10));
        };
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are UTC here");
    }
}
