package io.serialpass.simulator.phone;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a phone waits before it tries a failed call again. Each delay is twice the one before, up to a limit, and a random
 * part of it is left out, so that phones that failed together do not come back together. Apple says that phones wait longer each
 * time and give up in the end, and does not say how long (WebService Reference, "Server Requirements"). Immutable.
 *
 * @param first the longest first delay
 * @param longest no delay is longer
 * @param tries how often a call is tried in all, 1 or more
 * @since 0.1
 */
public record RetryDelays(Duration first, Duration longest, int tries) {

    /** One second at first, a minute at most, eight tries. */
    public static final RetryDelays DEFAULT = new RetryDelays(Duration.ofSeconds(1), Duration.ofMinutes(1), 8);

    /**
     * Checks the numbers.
     *
     * @param first the longest first delay
     * @param longest no delay is longer
     * @param tries how often a call is tried
     * @throws IllegalArgumentException if one is out of its range
     */
    public RetryDelays {
        if (first.isNegative() || longest.compareTo(first) < 0 || tries < 1) {
            throw new IllegalArgumentException(
                    "the first delay must be 0 or more, the longest not shorter, tries 1 or more");
        }
    }

    /**
     * Gives a delay.
     *
     * @param failures how often the call failed, 1 or more
     * @param random decides how much of the delay is left out
     * @return a half to the whole of the delay
     */
    public Duration after(int failures, RandomGenerator random) {
        long whole = first.toMillis();
        for (int i = 1; i < failures && whole < longest.toMillis(); i++) {
            whole *= 2;
        }
        whole = Math.min(whole, longest.toMillis());
        return Duration.ofMillis(whole / 2 + (long) (random.nextDouble() * (whole - whole / 2.0)));
    }
}
