package io.serialpass.inventory;

import io.serialpass.organization.Organization;
import java.time.Instant;

/**
 * A thing that is sold, under which serial numbers stand: an event, a card, a device model. Immutable.
 *
 * @param id the store's id
 * @param organization the owner
 * @param details the details that the owner decided
 * @param hasSerialNumbers whether at least one serial number stands under it
 * @param dateCreated when it was made, in milliseconds
 * @param lastUpdated when its details last changed, in milliseconds; never before {@code dateCreated}
 * @since 0.1
 */
public record Item(
        ItemId id,
        Organization organization,
        ItemDetails details,
        boolean hasSerialNumbers,
        Instant dateCreated,
        Instant lastUpdated) {

    /**
     * The reference by which the organization knows it.
     *
     * @return the reference
     */
    public ItemReference reference() {
        return details.reference();
    }

    /**
     * The same item with other details, changed at the given time.
     *
     * @param changed the details
     * @param time when; a time before {@link #lastUpdated()} counts as that one, since clocks can be set back
     * @return the item
     */
    public Item with(ItemDetails changed, Instant time) {
        return new Item(
                id,
                organization,
                changed,
                hasSerialNumbers,
                dateCreated,
                time.isBefore(lastUpdated) ? lastUpdated : time);
    }

    /**
     * The same item with or without serial numbers under it.
     *
     * @param has whether at least one serial number stands under it
     * @return the item
     */
    public Item withSerialNumbers(boolean has) {
        return new Item(id, organization, details, has, dateCreated, lastUpdated);
    }
}
