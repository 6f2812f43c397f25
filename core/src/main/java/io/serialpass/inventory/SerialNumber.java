package io.serialpass.inventory;

import io.serialpass.organization.Organization;
import java.time.Instant;

/**
 * The serial number of one thing that is sold. Immutable.
 *
 * @param id the store's id
 * @param organization the owner
 * @param itemId the item under which it stands
 * @param itemReference that item's reference, as of the same snapshot
 * @param details the details that the owner decided
 * @param dateCreated when it was made, in milliseconds
 * @param lastUpdated when its details last changed, in milliseconds; never before {@code dateCreated}
 * @since 0.1
 */
public record SerialNumber(
        SerialNumberId id,
        Organization organization,
        ItemId itemId,
        ItemReference itemReference,
        SerialNumberDetails details,
        Instant dateCreated,
        Instant lastUpdated) {

    /**
     * The same serial number with other details, changed at the given time.
     *
     * @param changed the details
     * @param time when; a time before {@link #lastUpdated()} counts as that one, since clocks can be set back
     * @return the serial number
     */
    public SerialNumber with(SerialNumberDetails changed, Instant time) {
        return new SerialNumber(
                id,
                organization,
                itemId,
                itemReference,
                changed,
                dateCreated,
                time.isBefore(lastUpdated) ? lastUpdated : time);
    }

    /**
     * The same serial number whose item has another reference.
     *
     * @param reference the item's reference
     * @return the serial number
     */
    public SerialNumber withItemReference(ItemReference reference) {
        return new SerialNumber(id, organization, itemId, reference, details, dateCreated, lastUpdated);
    }
}
