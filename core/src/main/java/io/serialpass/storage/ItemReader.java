package io.serialpass.storage;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * Finds items of an organization by their references. A storage that can look up many at once does so.
     *
     * @param organization the owner
     * @param references any number
     * @return the items that the organization has, by their references, in no order
     */
    default Map<ItemReference, Item> find(Organization organization, Set<ItemReference> references) {
        Map<ItemReference, Item> found = new HashMap<>();
        references.forEach(reference -> find(organization, reference).ifPresent(item -> found.put(reference, item)));
        return found;
    }

    /**
     * Lists items.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<Item> list(ItemQuery query);
}
