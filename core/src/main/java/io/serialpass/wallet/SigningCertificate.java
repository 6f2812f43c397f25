package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate that packages can be signed with, as people may see it: nothing of its key. Immutable.
 *
 * @param passTypeIdentifier the pass type that it is issued for
 * @param teamIdentifier the team that it is issued to
 * @param fingerprint tells it from every other certificate
 * @param notBefore when it begins to be valid
 * @param notAfter when it ends to be valid
 * @param isComplete whether the intermediate that issued it is there; without it no package can be signed
 * @param isValid whether packages could be signed with it when it was looked at
 * @since 0.1
 */
public record SigningCertificate(
        PassTypeIdentifier passTypeIdentifier,
        String teamIdentifier,
        String fingerprint,
        Instant notBefore,
        Instant notAfter,
        boolean isComplete,
        boolean isValid) {

    /**
     * Counts the days until the certificate ends.
     *
     * @param now the time to count from
     * @return whole days, rounded down; negative once it has ended
     */
    public long daysLeft(Instant now) {
        return daysLeft(notAfter, now);
    }

    /**
     * Counts the days until a certificate ends.
     *
     * @param end when it ends to be valid
     * @param now the time to count from
     * @return whole days, rounded down; negative once it has ended
     */
    public static long daysLeft(Instant end, Instant now) {
        return Math.floorDiv(
                Duration.between(now, end).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
