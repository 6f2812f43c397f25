package io.serialpass.storage;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads serial numbers.
 *
 * @since 0.1
 */
public interface SerialNumberReader {

    /**
     * Finds a serial number of an organization.
     *
     * @param organization the owner
     * @param id its id
     * @return the serial number; empty if the organization has none such
     */
    Optional<SerialNumber> find(Organization organization, SerialNumberId id);

    /**
     * Lists serial numbers.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<SerialNumber> list(SerialNumberQuery query);

    /**
     * Counts an item's serial numbers of one status.
     *
     * @param item the item
     * @param status the status
     * @return how many there are
     */
    long count(ItemId item, SerialNumberStatus status);

    /**
     * Tells when the next reservation ends, of all organizations.
     *
     * @return the earliest end, which can be past; empty if no reservation has one
     */
    Optional<Instant> nextReservationEnd();
}
