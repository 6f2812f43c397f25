package io.serialpass.service.webhook;

import java.time.Duration;

/**
 * How many deliveries a store keeps, so that a receiver that takes nothing for long fills no disk. Immutable.
 *
 * @param most how many of all webhooks together; each webhook that is on has an equal share of them
 * @param longest how long each is kept, delivered or not
 * @since 0.1
 */
public record WebhookLimits(long most, Duration longest) {

    private static final long LEAST_SHARE = 10;

    private static final WebhookLimits DEFAULTS = new WebhookLimits(100_000, Duration.ofDays(14));

    /**
     * Checks the limits.
     *
     * @param most how many of all webhooks together, 1 or more
     * @param longest how long each is kept, more than zero
     * @throws IllegalArgumentException if one is too small
     */
    public WebhookLimits {
        if (most < 1 || longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("at least 1 delivery is kept, for more than no time");
        }
    }

    /**
     * The usual limits.
     *
     * @return 100,000 deliveries of at most 14 days
     */
    public static WebhookLimits defaults() {
        return DEFAULTS;
    }

    /** How many deliveries of one webhook are kept. */
    long share(int webhooks) {
        return Math.max(LEAST_SHARE, most / Math.max(1, webhooks));
    }
}
