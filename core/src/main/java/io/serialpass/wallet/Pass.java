package io.serialpass.wallet;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pass that was issued. Immutable.
 *
 * @param number the store's own number of it, in the order of creation; lists break ties by it
 * @param id its type and serial number
 * @param organization the issuer
 * @param authenticationToken the secret of whoever holds it
 * @param serialNumberId the serial number of the inventory that it is tied to; empty for none
 * @param details the details that its owner decided
 * @param source where its package comes from
 * @param updateTag the tag of its creation or, once it has a package, of its current version: where packages are made here,
 *     the latest of its own, its type's and its item's
 * @param lastModified the second that belongs to its current version and to no other of its versions; empty while it has no
 *     package
 * @param dateCreated when it was issued, in milliseconds
 * @param lastUpdated when it last changed here, seen by a phone or not, in milliseconds; never before {@code dateCreated}
 * @since 0.1
 */
public record Pass(
        long number,
        PassId id,
        Organization organization,
        AuthenticationToken authenticationToken,
        Optional<SerialNumberId> serialNumberId,
        PassDetails details,
        PackageSource source,
        UpdateTag updateTag,
        Optional<Instant> lastModified,
        Instant dateCreated,
        Instant lastUpdated) {

    /**
     * Whether there is a package for a phone to fetch.
     *
     * @return true if there is
     */
    public boolean hasPackage() {
        return lastModified.isPresent();
    }

    /**
     * The version that a phone would fetch now.
     *
     * @return the version; empty while there is no package
     */
    public Optional<PassVersion> version() {
        return lastModified.map(second -> new PassVersion(updateTag, second));
    }

    /**
     * The same pass with other details, of the same version.
     *
     * @param changed the details
     * @param time when; a time before {@link #lastUpdated()} counts as that one, since clocks can be set back
     * @return the pass
     */
    public Pass with(PassDetails changed, Instant time) {
        return copy(changed, source, updateTag, lastModified, later(time));
    }

    /**
     * The same pass with a package that was uploaded, of the same version as yet.
     *
     * @return the pass
     */
    public Pass uploaded() {
        return copy(details, PackageSource.UPLOADED, updateTag, lastModified, lastUpdated);
    }

    /**
     * The same pass with a package that is made here, of a version that its type or its item gave it.
     *
     * @param version the latest version
     * @return the pass
     */
    public Pass madeHere(PassVersion version) {
        return copy(details, PackageSource.MADE, version.tag(), Optional.of(version.lastModified()), lastUpdated);
    }

    /**
     * The same pass in its next version. The version gets a second of its own, since {@code Last-Modified} holds seconds:
     * the clock's, or where an earlier version has that one, the next.
     *
     * @param tag the tag under which it changes
     * @param time when
     * @return the pass
     */
    public Pass nextVersion(UpdateTag tag, Instant time) {
        return nextVersion(tag, time, lastModified);
    }

    /**
     * The same pass in its first version, where another pass may have had its name before.
     *
     * @param tag the tag under which it changes
     * @param time when
     * @param taken a second that versions under its name had; the version gets a later one
     * @return the pass
     */
    public Pass firstVersion(UpdateTag tag, Instant time, Optional<Instant> taken) {
        return nextVersion(
                tag,
                time,
                Stream.of(lastModified, taken).flatMap(Optional::stream).max(Comparator.naturalOrder()));
    }

    private Pass nextVersion(UpdateTag tag, Instant time, Optional<Instant> taken) {
        Instant clock = Instant.ofEpochSecond(time.getEpochSecond());
        Instant second = taken.map(before -> before.plusSeconds(1))
                .filter(clock::isBefore)
                .orElse(clock);
        return copy(details, source, tag, Optional.of(second), later(time));
    }

    private Pass copy(
            PassDetails newDetails,
            PackageSource newSource,
            UpdateTag newTag,
            Optional<Instant> newSecond,
            Instant time) {
        return new Pass(
                number,
                id,
                organization,
                authenticationToken,
                serialNumberId,
                newDetails,
                newSource,
                newTag,
                newSecond,
                dateCreated,
                time);
    }

    private Instant later(Instant time) {
        return time.isBefore(lastUpdated) ? lastUpdated : time;
    }
}
