package io.serialpass.storage;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads passes and their packages.
 *
 * @since 0.1
 */
public interface PassReader {

    /**
     * Finds a pass, whoever issued it.
     *
     * @param id its type and serial number
     * @return the pass; empty if there is none such
     */
    Optional<Pass> find(PassId id);

    /**
     * Gives the secret of a pass, its version and where its package comes from, and reads nothing else of it, so that it takes the
     * same time whatever the pass holds.
     *
     * @param id its type and serial number
     * @return the head of the pass; empty if there is no such pass
     */
    Optional<PassHead> head(PassId id);

    /**
     * The latest second of any version of any deleted pass of a type. A pass that is issued again under the name of a deleted
     * one has only later ones, so that no device takes its package for the old one.
     *
     * @param type the type
     * @return the second; empty if no such pass was deleted
     */
    Optional<Instant> lastSecondOfDeleted(PassTypeIdentifier type);

    /**
     * Lists passes.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<Pass> list(PassQuery query);

    /**
     * Gives the uploaded package of a pass: of the version that this snapshot shows.
     *
     * @param id the pass
     * @return the package's bytes; empty if none was uploaded
     */
    Optional<byte[]> packageOf(PassId id);

    /**
     * Tells how long the uploaded package of a pass is, and reads none of it.
     *
     * @param id the pass
     * @return how many bytes it has; empty if none was uploaded
     */
    OptionalLong packageLength(PassId id);

    /**
     * Gives the package that was kept for a pass last, of this version or an earlier one.
     *
     * @param id the pass
     * @return the difference from {@link PassTypeReader#packageBase}; empty if none was kept
     */
    Optional<KeptPackage> keptPackage(PassId id);

    /**
     * Finds the passes that are tied to serial numbers of the inventory. A reservation asks for all of its serial numbers at
     * once, thousands at most: a storage finds their passes with few queries.
     *
     * @param serialNumbers the serial numbers, in any order
     * @return the passes in the order of the ids of their serial numbers; those of one serial number oldest first
     */
    List<Pass> tiedTo(Collection<SerialNumberId> serialNumbers);

    /**
     * Finds the passes that are tied to one serial number of the inventory.
     *
     * @param serialNumber the serial number
     * @return the passes, oldest first
     */
    default List<Pass> tiedTo(SerialNumberId serialNumber) {
        return tiedTo(List.of(serialNumber));
    }
}
