package io.serialpass.storage.shelf;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.StorageException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The items of a shelf. */
final class ShelfItems implements ItemWriter {

    private final Shelf shelf;

    ShelfItems(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Optional<Item> find(Organization organization, ItemKey key) {
        return shelf.items.values().stream()
                .filter(item -> item.organization().equals(organization))
                .filter(item -> key.equals(item.id()) || key.equals(item.reference()))
                .findFirst()
                .map(this::asOfNow);
    }

    @Override
    public Page<Item> list(ItemQuery query) {
        Stream<Item> matching = shelf.items.values().stream().filter(query::matches);
        return Pages.cut(matching.map(this::asOfNow), query.listing());
    }

    /** Whether an item has serial numbers is worked out when it is read, and never stored. */
    private Item asOfNow(Item item) {
        return new Item(
                item.id(),
                item.organization(),
                item.details(),
                hasSerialNumbers(item.id()),
                item.dateCreated(),
                item.lastUpdated());
    }

    private boolean hasSerialNumbers(ItemId id) {
        return shelf.serialNumbers.values().stream()
                .anyMatch(row -> row.itemId().equals(id));
    }

    @Override
    public Optional<Item> insert(Organization organization, ItemDetails details, Instant time) {
        if (find(organization, details.reference()).isPresent()) {
            return Optional.empty();
        }
        shelf.lastItemId++;
        Item item = new Item(new ItemId(shelf.lastItemId), organization, details, false, time, time);
        shelf.items.put(shelf.lastItemId, item);
        return Optional.of(item);
    }

    @Override
    public boolean update(Item item) {
        ItemReference wanted = item.reference();
        Optional<Item> holder = find(item.organization(), wanted);
        if (holder.isPresent() && !holder.get().id().equals(item.id())) {
            return false;
        }
        shelf.items.put(item.id().value(), item);
        return true;
    }

    @Override
    public void delete(ItemId id) {
        if (hasSerialNumbers(id)) {
            throw new StorageException("the item with the id " + id.value() + " has serial numbers");
        }
        shelf.items.remove(id.value());
    }
}
