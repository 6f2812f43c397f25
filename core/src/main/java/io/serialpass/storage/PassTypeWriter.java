package io.serialpass.storage;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads and changes pass types, their templates and files.
 *
 * @since 0.1
 */
public interface PassTypeWriter extends PassTypeReader {

    /**
     * Makes a pass type the organization's, unless it is somebody's already. Its tags go on after those of every type that was
     * deleted, so that none is given out twice under one identifier.
     *
     * @param identifier the type
     * @param organization who wants to use it
     * @param time when, in milliseconds
     * @return whose it is now
     */
    Organization claim(PassTypeIdentifier identifier, Organization organization, Instant time);

    /**
     * Stores a file of a type in place of the one that it has, or the template, which is one of them. The passes that phones
     * see stay as it is until {@link #renewPasses}.
     *
     * @param identifier a type that is somebody's
     * @param name the file's name
     * @param content its bytes; empty to delete it
     * @param time when, in milliseconds
     * @throws StorageException if the type is nobody's
     */
    void putFile(PassTypeIdentifier identifier, PassFileName name, Optional<byte[]> content, Instant time);

    /**
     * Puts a certificate in force for the packages of a type, in place of the one before.
     *
     * @param identifier a type that is somebody's
     * @param signer the certificate; empty for none
     * @param time when, in milliseconds
     */
    void putSigner(PassTypeIdentifier identifier, Optional<String> signer, Instant time);

    /**
     * Gives all passes of a type whose packages are made here a new version, in one step however many they are. The version's
     * second is the clock's, or where any version of a pass of the type has had that or a later one, the next after those.
     * From the first time on the type makes packages.
     *
     * @param identifier a type that is somebody's and has a template
     * @param tag the tag of this unit of work for the type
     * @param time when, in milliseconds
     */
    void renewPasses(PassTypeIdentifier identifier, UpdateTag tag, Instant time);

    /**
     * Gives those of the passes that are tied to serial numbers of an item a new version, as {@link #renewPasses} does.
     *
     * @param identifier a type of {@link #tiedTo}
     * @param item the item
     * @param tag the tag of this unit of work for the type
     * @param time when, in milliseconds
     */
    void renewPassesTiedTo(PassTypeIdentifier identifier, ItemId item, UpdateTag tag, Instant time);

    /**
     * Keeps a package for those of its revision to be told apart from, unless there is one. Those of the earliest revisions
     * go, where a type has more than {@link KeptPackage#MOST_BYTES_OF_BASES} of them.
     *
     * @param identifier a type that is somebody's
     * @param revision the revision of which it was made
     * @param pkpass the package's bytes
     * @throws StorageException if the type is nobody's
     */
    void putPackageBase(PassTypeIdentifier identifier, UpdateTag revision, byte[] pkpass);

    /**
     * Deletes a type, its files and its packages.
     *
     * @param identifier a type that has no passes
     */
    void delete(PassTypeIdentifier identifier);
}
