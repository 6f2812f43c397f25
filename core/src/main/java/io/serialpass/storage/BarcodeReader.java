package io.serialpass.storage;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.BarcodeWalk;
import io.serialpass.wallet.LabelledPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.util.List;
import java.util.Optional;

/**
 * Finds passes by what a scanner reads from their barcodes.
 *
 * @since 0.1
 */
public interface BarcodeReader {

    /**
     * Finds the passes of an organization that a scanned barcode may be of.
     *
     * @param organization the issuer
     * @param barcode what was read
     * @param most how many passes to give at most, 1 or more
     * @return the passes whose face held the hash when it was put, in the order of their numbers
     */
    List<LabelledPass> find(Organization organization, BarcodeHash barcode, int most);

    /**
     * Tells which version of a pass its barcodes were read from last.
     *
     * @param pass the pass
     * @return the tag of the version; empty where none were read, or there is no such pass
     */
    Optional<UpdateTag> versionOf(PassId pass);

    /**
     * Gives the walk that is to go on next.
     *
     * @return a walk that has not come to its end; empty where there is none
     */
    Optional<BarcodeWalk> nextWalk();

    /**
     * Goes through the passes of a type, those without a package too.
     *
     * @param type the type
     * @param after the serial number to go on after; empty for the begin
     * @param most how many passes to give at most, 1 or more
     * @return the passes in an order of their serial numbers that never changes
     */
    List<Pass> passes(PassTypeIdentifier type, Optional<PassSerialNumber> after, int most);
}
