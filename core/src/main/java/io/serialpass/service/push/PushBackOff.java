package io.serialpass.service.push;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a push that failed: twice as long each time, and never the same for all. */
final class PushBackOff {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration FIRST_WHEN_TOO_OFTEN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** About three days. Then the device is told with the next change of its passes. */
    private static final int MOST = 80;

    private final RandomGenerator random;

    PushBackOff(RandomGenerator random) {
        this.random = random;
    }

    /** Whether to give up after so many failures. */
    boolean isOver(int failures) {
        return failures >= MOST;
    }

    Duration afterFailure(int failures) {
        return jittered(FIRST, failures);
    }

    /** After the answer that the token was told too often. */
    Duration afterTooOften(int failures) {
        return jittered(FIRST_WHEN_TOO_OFTEN, failures);
    }

    /**
     * Between half and all of the time.
     *
     * @param failures how many attempts have failed, 1 or more
     */
    private Duration jittered(Duration first, int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, 20);
        long longest = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
