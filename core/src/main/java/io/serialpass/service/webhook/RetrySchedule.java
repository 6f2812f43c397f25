package io.serialpass.service.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a message that was not taken is tried again: the pauses that Standard Webhooks recommends, each a little shorter or longer, so
 * that messages that failed together are not tried again together. The last attempt comes about three days after the first.
 */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** A receiver can ask to be left alone for so long at most. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    private static final double LEAST_PART = 0.9;
    private static final double GREATEST_PART = 1.2;

    private final RandomGenerator random;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /** How often a message is tried before it is given up. */
    static int mostAttempts() {
        return PAUSES.size() + 1;
    }

    /**
     * The pause before the next attempt.
     *
     * @param failed how many attempts have failed, 1 or more
     * @param asked how long the receiver asks to be left alone
     * @return the pause; empty if the message is given up
     */
    Optional<Duration> pause(int failed, Optional<Duration> asked) {
        if (failed > PAUSES.size()) {
            return Optional.empty();
        }
        double part = LEAST_PART + (GREATEST_PART - LEAST_PART) * random.nextDouble();
        Duration own = Duration.ofMillis(Math.round(PAUSES.get(failed - 1).toMillis() * part));
        return Optional.of(asked.map(wish -> wish.compareTo(LONGEST_PAUSE) < 0 ? wish : LONGEST_PAUSE)
                .filter(wish -> wish.compareTo(own) > 0)
                .orElse(own));
    }
}
