package io.serialpass.storage;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import java.util.Optional;

/**
 * Reads items.
 *
 * @since 0.1
 */
public interface ItemReader {

    /**
     * Finds an item of an organization.
     *
     * @param organization the owner
     * @param key its id or its reference
     * @return the item; empty if the organization has none such
     */
    Optional<Item> find(Organization organization, ItemKey key);

    /**
     * Lists items.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<Item> list(ItemQuery query);
}
