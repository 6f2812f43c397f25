package io.serialpass.storage;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.BarcodeWalk;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFace;

/**
 * Keeps the barcodes by which passes are found. If a pass is deleted, its barcodes are too.
 *
 * @since 0.1
 */
public interface BarcodeWriter extends BarcodeReader {

    /**
     * Keeps the face of a pass in place of the one before, as that of the version that the pass has.
     *
     * @param pass a pass that is there and has a package, as it is by now
     * @param face its face
     */
    void put(Pass pass, PassFace face);

    /**
     * Says that the newest version of a pass has the face of the version before. Where none was put, nothing changes.
     *
     * @param pass a pass that is there, as it is by now
     */
    void keep(Pass pass);

    /**
     * Keeps how far a walk has come, in place of the walk of the type that is there.
     *
     * @param walk the walk, of a type that is there
     */
    void putWalk(BarcodeWalk walk);

    /**
     * Ends the walk of a type. Where there is none, nothing changes.
     *
     * @param type the type
     */
    void endWalk(PassTypeIdentifier type);

    /** Begins a walk of every type that is there, in place of those that are there. */
    void beginAllWalks();
}
