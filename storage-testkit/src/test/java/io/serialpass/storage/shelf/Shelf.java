package io.serialpass.storage.shelf;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberValue;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All rows of a store. One unit of work fills it; nobody changes it after that, so that any number of threads may read it. */
final class Shelf {

    /** A value is unique within its item. */
    record ValueOfItem(ItemId item, SerialNumberValue value) {}

    final SortedMap<Long, Item> items = new TreeMap<>();
    final SortedMap<Long, SerialNumber> serialNumbers = new TreeMap<>();
    final Map<ValueOfItem, Long> idsByValue = new HashMap<>();

    /** The greatest ids that were given to rows, also to rows that were deleted since. */
    long lastItemId;

    long lastSerialNumberId;

    Shelf copy() {
        Shelf copy = new Shelf();
        copy.items.putAll(items);
        copy.serialNumbers.putAll(serialNumbers);
        copy.idsByValue.putAll(idsByValue);
        copy.lastItemId = lastItemId;
        copy.lastSerialNumberId = lastSerialNumberId;
        return copy;
    }

    void put(SerialNumber row) {
        remove(row.id().value());
        serialNumbers.put(row.id().value(), row);
        idsByValue.put(valueOf(row), row.id().value());
    }

    void remove(long id) {
        SerialNumber before = serialNumbers.remove(id);
        if (before != null) {
            idsByValue.remove(valueOf(before));
        }
    }

    private static ValueOfItem valueOf(SerialNumber row) {
        return new ValueOfItem(row.itemId(), row.details().value());
    }
}
