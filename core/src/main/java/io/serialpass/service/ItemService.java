package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteWork;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps items. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ItemService {

    private final Storage storage;
    private final Clock clock;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of {@code dateCreated} and {@code lastUpdated}
     */
    public ItemService(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Finds an item.
     *
     * @param organization the owner
     * @param key its id or its reference
     * @return the item; empty if the organization has none such
     */
    public Optional<Item> find(Organization organization, ItemKey key) {
        return storage.read(view -> view.items().find(organization, key));
    }

    /**
     * Lists items.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    public Page<Item> list(ItemQuery query) {
        return storage.read(view -> view.items().list(query));
    }

    /**
     * Adds an item.
     *
     * @param organization the owner
     * @param details the details that the owner decides
     * @return the item; empty, and nothing changed, where the organization uses the reference already
     */
    public Optional<Item> create(Organization organization, ItemDetails details) {
        return storage.write(creation(organization, details));
    }

    /**
     * Gives the unit of work that {@link #create} runs, as a part of a larger unit of work.
     *
     * @param organization the owner
     * @param details the details that the owner decides
     * @return the unit of work
     */
    public WriteWork<Optional<Item>> creation(Organization organization, ItemDetails details) {
        return tx -> {
            Instant now = Moments.now(clock);
            Optional<Item> added = tx.items().insert(organization, details, now);
            added.ifPresent(item -> Events.ofItem(tx, EventType.ITEM_CREATED, item, now));
            return added;
        };
    }

    /**
     * Changes an item. The passes that are tied to its serial numbers, and made here, have a new version thereby.
     *
     * @param organization the owner
     * @param id the item
     * @param change makes the new details of those that it has
     * @return the outcome
     */
    public ItemUpdateOutcome update(Organization organization, ItemId id, UnaryOperator<ItemDetails> change) {
        return storage.write(tx -> {
            Optional<Item> found = tx.items().find(organization, id);
            if (found.isEmpty()) {
                return new ItemUpdateOutcome.NotFound();
            }
            Item item = found.get();
            ItemDetails details = change.apply(item.details());
            if (details.equals(item.details())) {
                return new ItemUpdateOutcome.Updated(item);
            }
            Instant now = Moments.now(clock);
            Item changed = item.with(details, now);
            if (!tx.items().update(changed)) {
                return new ItemUpdateOutcome.NotUnique();
            }
            Events.ofItem(tx, EventType.ITEM_CHANGED, changed, now);
            PassVersions.itemChanged(tx, id, now);
            return new ItemUpdateOutcome.Updated(changed);
        });
    }

    /**
     * The outcome of deleting an item.
     *
     * @since 0.1
     */
    public enum DeleteOutcome {
        /** It is gone. */
        DELETED,
        /** The organization has no such item. */
        NOT_FOUND,
        /** It has serial numbers; nothing changed. */
        HAS_SERIAL_NUMBERS
    }

    /**
     * Deletes an item.
     *
     * @param organization the owner
     * @param id the item
     * @return the outcome
     */
    public DeleteOutcome delete(Organization organization, ItemId id) {
        return storage.write(tx -> {
            Optional<Item> found = tx.items().find(organization, id);
            if (found.isEmpty()) {
                return DeleteOutcome.NOT_FOUND;
            }
            if (found.get().hasSerialNumbers()) {
                return DeleteOutcome.HAS_SERIAL_NUMBERS;
            }
            tx.items().delete(id);
            Events.ofItem(tx, EventType.ITEM_DELETED, found.get(), Moments.now(clock));
            return DeleteOutcome.DELETED;
        });
    }
}
