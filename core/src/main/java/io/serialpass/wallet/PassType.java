package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import java.time.Instant;
import java.util.Optional;

/**
 * A pass type and whose it is. Immutable.
 *
 * @param number the store's own number of it, in the order of creation; lists break ties by it
 * @param identifier its identifier
 * @param organization the organization that used it first
 * @param passes how many passes it has
 * @param content the version that its template and files gave to all its passes last; empty while it has no template, and
 *     so makes no packages
 * @param signer which certificate signs its packages, on whichever server, as {@link PassPackager#signer} tells; empty while
 *     none does
 * @param dateCreated when it was first used, in milliseconds
 * @param lastUpdated when its template, its files or its certificate last changed, in milliseconds
 */
public record PassType(
        long number,
        PassTypeIdentifier identifier,
        Organization organization,
        long passes,
        Optional<PassVersion> content,
        Optional<String> signer,
        Instant dateCreated,
        Instant lastUpdated) {}
