package io.serialpass.storage.memory;

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

/** The items of one state. */
final class MemoryItems implements ItemWriter {

    private final StateHolder holder;

    MemoryItems(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<Item> find(Organization organization, ItemKey key) {
        State state = holder.state();
        Optional<Long> found = key.match(
                id -> Optional.of(id.value()),
                reference ->
                        Optional.ofNullable(state.itemIds().get(new State.OwnedReference(organization, reference))));
        return found.map(state.items()::get)
                .filter(item -> item.organization().equals(organization))
                .map(this::asOfNow);
    }

    @Override
    public Page<Item> list(ItemQuery query) {
        return MemoryPages.page(
                holder.limit()
                        .over(holder.state().items().values().stream())
                        .filter(query::matches)
                        .map(this::asOfNow),
                query.listing(),
                holder.limit());
    }

    private Item asOfNow(Item item) {
        return item.withSerialNumbers(holder.state().serialNumbersOfItem().containsKey(item.id()));
    }

    @Override
    public Optional<Item> insert(Organization organization, ItemDetails details, Instant time) {
        if (isTaken(organization, details.reference())) {
            return Optional.empty();
        }
        Item item = new Item(new ItemId(holder.state().lastItemId() + 1), organization, details, false, time, time);
        holder.change(state -> state.withItem(item));
        return Optional.of(item);
    }

    @Override
    public boolean update(Item item) {
        Item before = holder.state().items().get(item.id().value());
        if (before == null) {
            throw new StorageException(
                    "there is no item to update with the id " + item.id().value());
        }
        if (!item.reference().equals(before.reference()) && isTaken(item.organization(), item.reference())) {
            return false;
        }
        holder.change(state -> state.withoutItem(before).withItem(item));
        return true;
    }

    private boolean isTaken(Organization organization, ItemReference reference) {
        return holder.state().itemIds().containsKey(new State.OwnedReference(organization, reference));
    }

    @Override
    public void delete(ItemId id) {
        if (holder.state().serialNumbersOfItem().containsKey(id)) {
            throw new StorageException("the item with the id " + id.value() + " has serial numbers");
        }
        Item item = holder.state().items().get(id.value());
        if (item != null) {
            holder.change(state -> state.withoutItem(item));
        }
    }
}
