package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A link by which a customer gets passes, without its secret. Immutable.
 *
 * @param id the store's id
 * @param organization the issuer of the passes
 * @param passes the passes, 1 or more; some can be deleted by now
 * @param dateCreated when it was made, in milliseconds
 * @param expirationDate when it ends, in milliseconds
 * @param dateRevoked when it was revoked, in milliseconds; empty if it was not
 * @since 0.1
 */
public record PassLink(
        LinkId id,
        Organization organization,
        List<LinkedPass> passes,
        Instant dateCreated,
        Instant expirationDate,
        Optional<Instant> dateRevoked) {

    /**
     * Copies the passes.
     *
     * @param id the store's id
     * @param organization the issuer of the passes
     * @param passes the passes
     * @param dateCreated when it was made
     * @param expirationDate when it ends
     * @param dateRevoked when it was revoked
     */
    public PassLink {
        passes = List.copyOf(passes);
    }

    /**
     * Tells whether the link leads to its passes.
     *
     * @param time when
     * @return false if it has ended or was revoked
     */
    public boolean isOpen(Instant time) {
        return dateRevoked.isEmpty() && time.isBefore(expirationDate);
    }

    /**
     * The same link, revoked.
     *
     * @param time when
     * @return the link
     */
    public PassLink revokedAt(Instant time) {
        return new PassLink(id, organization, passes, dateCreated, expirationDate, Optional.of(time));
    }
}
