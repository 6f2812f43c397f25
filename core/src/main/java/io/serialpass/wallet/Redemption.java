package io.serialpass.wallet;

import java.time.Instant;

/**
 * That a pass was redeemed: its holder was let in with it. Immutable.
 *
 * @param id the name of the redemption
 * @param time when, in milliseconds
 * @since 0.1
 */
public record Redemption(RedemptionId id, Instant time) {}
