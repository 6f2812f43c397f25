package io.serialpass.storage;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads and changes items.
 *
 * @since 0.1
 */
public interface ItemWriter extends ItemReader {

    /**
     * Adds an item, with an id greater than any that this store gave to an item before.
     *
     * @param organization the owner
     * @param details the details that the owner decided
     * @param time when, in milliseconds
     * @return the item; empty, and nothing changed, where the organization uses the reference already
     */
    Optional<Item> insert(Organization organization, ItemDetails details, Instant time);

    /**
     * Stores an item's details and {@code lastUpdated}.
     *
     * @param item an item read in this unit of work, changed
     * @return false, and nothing changed, where another item of the organization uses the reference
     */
    boolean update(Item item);

    /**
     * Removes an item.
     *
     * @param id an item without serial numbers
     * @throws StorageException if it has serial numbers
     */
    void delete(ItemId id);
}
