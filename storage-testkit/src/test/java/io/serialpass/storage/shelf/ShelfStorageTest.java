package io.serialpass.storage.shelf;

import io.serialpass.storage.testkit.StorageContract;
import io.serialpass.storage.testkit.StoragePart;
import java.util.EnumSet;
import java.util.Set;

class ShelfStorageTest extends StorageContract {

    ShelfStorageTest() {
        super("shelf:");
    }

    @Override
    protected Set<StoragePart> parts() {
        return EnumSet.of(StoragePart.INVENTORY);
    }
}
