package io.serialpass.storage;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads and changes passes and their packages.
 *
 * @since 0.1
 */
public interface PassWriter extends PassReader {

    /**
     * The tag of this unit of work for a pass type: the same however often this unit of work asks. Tags are given out in
     * commit order: a unit of work that takes effect later gets a greater one.
     *
     * @param type a type that is somebody's
     * @param time now, in milliseconds
     * @return the later of the time and the number after the last tag that was given out for the type
     * @throws StorageException if the type is nobody's
     */
    UpdateTag takeTag(PassTypeIdentifier type, Instant time);

    /**
     * Adds a pass without a package, with a number greater than any that this store gave to a pass before.
     *
     * @param pass the pass
     * @param tag the tag of this unit of work for its type
     * @param time when, in milliseconds
     * @return the pass; empty, and nothing changed, where there is one of the same type and serial number
     */
    Optional<Pass> insert(NewPass pass, UpdateTag tag, Instant time);

    /**
     * Stores a pass's details, where its package comes from, tag, {@code lastModified} and {@code lastUpdated}.
     *
     * @param pass a pass read in this unit of work, changed
     */
    void update(Pass pass);

    /**
     * Stores new versions of passes: their tags, {@code lastModified} and {@code lastUpdated}, and nothing else of them. A
     * reservation has thousands of them at most: a storage stores them with few statements.
     *
     * @param passes passes read in this unit of work, each in its next version
     */
    void renew(Collection<Pass> passes);

    /**
     * Stores an uploaded package of a pass, unless the pass has the same one. The package that the pass has is not read for
     * that: the store has its hash.
     *
     * @param id a pass that is there
     * @param pkpass the package's bytes
     * @param hash the hash of these bytes, which the caller computes before the unit of work
     * @return whether the pass has another package now; false, and nothing changed, where it had a package with this hash
     */
    boolean putPackage(PassId id, byte[] pkpass, PackageHash hash);

    /**
     * Keeps a package that was made here in place of the one that was kept before, unless that is of the same version or a
     * later one. It is no change of the pass. Of a pass that was deleted meanwhile nothing is kept, whether or not another
     * one has its name by now.
     *
     * @param pass a pass that is or was there
     * @param kept the package
     */
    void keepPackage(Pass pass, KeptPackage kept);

    /**
     * Deletes a pass, its packages and its registrations.
     *
     * @param pass a pass read in this unit of work
     */
    void delete(Pass pass);
}
