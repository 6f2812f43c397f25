package io.serialpass.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A half-open range of time. Stored times have milliseconds and are shown in whole seconds; the four bounds compare with
 * what is shown, so that a client that filters by a time it has read gets what it expects. Immutable.
 *
 * @param from the first instant within; {@link Instant#MIN} for no bound
 * @param until the first instant after; {@link Instant#MAX} for no bound
 * @since 0.1
 */
public record TimeRange(Instant from, Instant until) {

    private static final TimeRange ANY = new TimeRange(Instant.MIN, Instant.MAX);

    /**
     * All of time.
     *
     * @return the range without bounds
     */
    public static TimeRange any() {
        return ANY;
    }

    /**
     * Narrows the range to times shown as later than the given one ({@code _gt}).
     *
     * @param time a time in whole seconds
     * @return the narrower range
     */
    public TimeRange after(Instant time) {
        return notBefore(time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    /**
     * Narrows the range to times shown as the given one or later ({@code _gte}).
     *
     * @param time a time in whole seconds
     * @return the narrower range
     */
    public TimeRange notBefore(Instant time) {
        return new TimeRange(time.isAfter(from) ? time : from, until);
    }

    /**
     * Narrows the range to times shown as earlier than the given one ({@code _lt}).
     *
     * @param time a time in whole seconds
     * @return the narrower range
     */
    public TimeRange before(Instant time) {
        return new TimeRange(from, time.isBefore(until) ? time : until);
    }

    /**
     * Narrows the range to times shown as the given one or earlier ({@code _lte}).
     *
     * @param time a time in whole seconds
     * @return the narrower range
     */
    public TimeRange notAfter(Instant time) {
        return before(time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    /**
     * Whether a time lies within.
     *
     * @param time any time
     * @return true if it does
     */
    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }
}
