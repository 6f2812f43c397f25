package io.serialpass.storage.jdbc.unit;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The {@value #MOST} items that were found last, since looking one up costs a create a tenth. Only what has serial numbers is
 * remembered: new ones do not change it, and it cannot be deleted. For the one thread that holds the connection.
 */
final class KnownItems {

    private static final int MOST = 1_000;

    private record Wanted(Organization organization, ItemKey key) {}

    /** The one that was found longest ago first. */
    private final Map<Wanted, Item> known = new LinkedHashMap<>(16, 0.75f, true);

    /** The item as remembered, or as it is looked up. */
    Optional<Item> find(Organization organization, ItemKey key, Supplier<Optional<Item>> lookUp) {
        Wanted wanted = new Wanted(organization, key);
        Item remembered = known.get(wanted);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<Item> found = lookUp.get();
        found.ifPresent(item -> remember(wanted, item));
        return found;
    }

    /** The items as remembered; the others are looked up together. */
    Map<ItemReference, Item> find(
            Organization organization,
            Set<ItemReference> references,
            Function<Set<ItemReference>, Map<ItemReference, Item>> lookUp) {
        Map<ItemReference, Item> found = new HashMap<>();
        Set<ItemReference> missing = new HashSet<>();
        for (ItemReference reference : references) {
            Item remembered = known.get(new Wanted(organization, reference));
            if (remembered != null) {
                found.put(reference, remembered);
            } else {
                missing.add(reference);
            }
        }
        lookUp.apply(missing).forEach((reference, item) -> {
            remember(new Wanted(organization, reference), item);
            found.put(reference, item);
        });
        return found;
    }

    private void remember(Wanted wanted, Item item) {
        if (!item.hasSerialNumbers()) {
            return;
        }
        known.put(wanted, item);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** To be told when an item changes, or loses serial numbers, and when what is remembered may no longer be so. */
    void forget() {
        known.clear();
    }
}
