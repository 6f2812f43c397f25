package io.serialpass.service;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassSerialNumber;
import java.util.Optional;

/**
 * A pass that is to be issued.
 *
 * @param type its type, which becomes the issuer's where it is nobody's yet
 * @param serialNumber its serial number; if it is empty, the value of the serial number that the pass is tied to, or without
 *     that a random one
 * @param tiedTo the serial number of the inventory to tie it to; empty for none
 * @param authenticationToken its secret, where it is in phones already; empty for a new one
 * @param details the details that the issuer decides
 * @since 0.1
 */
public record PassOrder(
        PassTypeIdentifier type,
        Optional<PassSerialNumber> serialNumber,
        Optional<SerialNumberId> tiedTo,
        Optional<AuthenticationToken> authenticationToken,
        PassDetails details) {

    /**
     * An order of a pass with a random serial number and a new secret, tied to nothing.
     *
     * @param type its type
     * @param details the details that the issuer decides
     * @return the order
     */
    public static PassOrder of(PassTypeIdentifier type, PassDetails details) {
        return new PassOrder(type, Optional.empty(), Optional.empty(), Optional.empty(), details);
    }

    /**
     * The same with a serial number.
     *
     * @param chosen the serial number
     * @return the order
     */
    public PassOrder named(PassSerialNumber chosen) {
        return new PassOrder(type, Optional.of(chosen), tiedTo, authenticationToken, details);
    }

    /**
     * The same, tied to a serial number of the inventory.
     *
     * @param serialNumberId the serial number
     * @return the order
     */
    public PassOrder tiedTo(SerialNumberId serialNumberId) {
        return new PassOrder(type, serialNumber, Optional.of(serialNumberId), authenticationToken, details);
    }
}
