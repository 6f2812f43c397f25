package io.serialpass.inventory;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of items can be sorted by.
 *
 * @since 0.1
 */
public enum ItemSort implements SortField<Item> {
    /** The store's id. */
    ID(SortKey.number("id", item -> item.id().value())),
    /** The organization's reference. */
    REFERENCE(SortKey.text("reference", item -> item.reference().value())),
    /** The name. */
    NAME(SortKey.text("name", item -> item.details().name())),
    /** When it was made. */
    DATE_CREATED(SortKey.time("dateCreated", Item::dateCreated)),
    /** When it last changed. */
    LAST_UPDATED(SortKey.time("lastUpdated", Item::lastUpdated));

    private final SortKey<Item> key;

    ItemSort(SortKey<Item> key) {
        this.key = key;
    }

    @Override
    public SortKey<Item> key() {
        return key;
    }

    @Override
    public long idOf(Item row) {
        return row.id().value();
    }
}
