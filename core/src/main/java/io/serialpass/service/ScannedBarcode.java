package io.serialpass.service;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.BarcodeHash;
import java.util.Optional;

/**
 * A barcode that a scanner at a door read, and the passes that the door is for. Immutable.
 *
 * @param barcode the hash of the message that was read
 * @param type the only type of passes that the door is for; empty for any
 * @param item the only item that the passes of the door are tied to; empty for any
 * @since 0.1
 */
public record ScannedBarcode(BarcodeHash barcode, Optional<PassTypeIdentifier> type, Optional<ItemId> item) {

    /**
     * Makes one of a door that is for all passes.
     *
     * @param barcode the hash of the message that was read
     * @return the scan
     */
    public static ScannedBarcode of(BarcodeHash barcode) {
        return new ScannedBarcode(barcode, Optional.empty(), Optional.empty());
    }
}
