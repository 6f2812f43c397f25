package io.serialpass.wallet;

/**
 * A pass that was found by a barcode, with the label that the store keeps of it. Immutable.
 *
 * @param pass the pass
 * @param label the label that its package had at {@code version}
 * @param version the tag of the version that the barcodes and the label were read from
 * @since 0.1
 */
public record LabelledPass(Pass pass, PassLabel label, UpdateTag version) {

    /**
     * Tells whether the barcodes and the label are those of the package that a phone would fetch now.
     *
     * @return false if the pass has a newer version, of which the barcodes are not known yet
     */
    public boolean isCurrent() {
        return pass.hasPackage() && pass.updateTag().equals(version);
    }
}
