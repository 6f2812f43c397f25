package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;

/**
 * The identity of a pass, to Wallet and here.
 *
 * @param passTypeIdentifier its type
 * @param serialNumber its serial number within the type
 * @since 0.1
 */
public record PassId(PassTypeIdentifier passTypeIdentifier, PassSerialNumber serialNumber) {

    @Override
    public String toString() {
        return passTypeIdentifier.value() + "/" + serialNumber.value();
    }
}
