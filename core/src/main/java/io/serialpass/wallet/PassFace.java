package io.serialpass.wallet;

import java.util.Set;

/**
 * The parts of the package of a pass that a scanner and the person beside it see. Immutable.
 *
 * @param barcodes the hashes of all that a scanner may read from its barcodes, at most {@value #MOST_BARCODES}
 * @param label what the person needs
 * @since 0.1
 */
public record PassFace(Set<BarcodeHash> barcodes, PassLabel label) {

    /** The most hashes of one pass. */
    public static final int MOST_BARCODES = 40;

    /** The face of a package without barcodes. */
    public static final PassFace NONE = new PassFace(Set.of(), PassLabel.NONE);

    /**
     * Copies the hashes.
     *
     * @param barcodes the hashes
     * @param label what the person needs
     * @throws IllegalArgumentException if there are too many hashes
     */
    public PassFace {
        barcodes = Set.copyOf(barcodes);
        if (barcodes.size() > MOST_BARCODES) {
            throw new IllegalArgumentException("a pass has at most " + MOST_BARCODES + " hashes of barcodes");
        }
    }
}
