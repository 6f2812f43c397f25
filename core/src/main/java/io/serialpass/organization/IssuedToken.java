package io.serialpass.organization;

import java.time.Instant;
import java.util.Optional;

/**
 * An API token that a store knows, without its secret. Immutable.
 *
 * @param id the store's id
 * @param organization the organization that the token belongs to
 * @param details the details that its issuer decided
 * @param dateCreated when it was issued, in milliseconds
 * @param lastUsed about when a request came with it last, in milliseconds; empty for never. Uses are stored together, so that
 *     this can be some seconds behind
 * @since 0.1
 */
public record IssuedToken(
        ApiTokenId id,
        Organization organization,
        ApiTokenDetails details,
        Instant dateCreated,
        Optional<Instant> lastUsed) {

    /**
     * The same token, used at a time.
     *
     * @param time when
     * @return the token
     */
    public IssuedToken usedAt(Instant time) {
        return new IssuedToken(id, organization, details, dateCreated, Optional.of(time));
    }
}
