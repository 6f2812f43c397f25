package io.serialpass.wallet;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import java.util.Optional;

/**
 * All that the package of a pass is made of, from one snapshot. Immutable.
 *
 * @param pass the pass, whose package is made here
 * @param serialNumber the serial number of the inventory that it is tied to; empty for none
 * @param item that serial number's item; empty for none
 * @param type the template and the files
 * @param inForce the certificate and the address of the web service
 * @since 0.1
 */
public record PassContent(
        Pass pass, Optional<SerialNumber> serialNumber, Optional<Item> item, PassTypeContent type, InForce inForce) {

    /**
     * The version that a package of this is.
     *
     * @return the version
     */
    public PassVersion version() {
        return pass.version().orElseThrow();
    }
}
