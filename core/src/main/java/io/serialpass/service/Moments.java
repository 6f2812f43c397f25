package io.serialpass.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Reads a clock in the precision that stores keep.
 *
 * @since 0.1
 */
public final class Moments {

    private Moments() {}

    /**
     * Tells the time.
     *
     * @param clock the clock
     * @return the time, cut to milliseconds
     */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
