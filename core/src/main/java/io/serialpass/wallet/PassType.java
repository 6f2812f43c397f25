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
 * @since 0.1
 */
public record PassType(
        long number,
        PassTypeIdentifier identifier,
        Organization organization,
        long passes,
        Optional<PassVersion> content,
        Optional<String> signer,
        Instant dateCreated,
        Instant lastUpdated) {

    /**
     * The same type with another number of passes.
     *
     * @param count how many passes it has
     * @return the type
     */
    public PassType withPasses(long count) {
        return new PassType(number, identifier, organization, count, content, signer, dateCreated, lastUpdated);
    }

    /**
     * The same type, changed at the given time.
     *
     * @param version the version that its template and files gave to all its passes last
     * @param certificate which certificate signs its packages
     * @param time when; a time before {@link #lastUpdated()} counts as that one, since clocks can be set back
     * @return the type
     */
    public PassType with(Optional<PassVersion> version, Optional<String> certificate, Instant time) {
        return new PassType(
                number,
                identifier,
                organization,
                passes,
                version,
                certificate,
                dateCreated,
                time.isBefore(lastUpdated) ? lastUpdated : time);
    }
}
