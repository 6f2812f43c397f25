package io.serialpass.storage.memory;

import io.serialpass.storage.testkit.StorageContract;
import io.serialpass.storage.testkit.StoragePart;
import io.serialpass.storage.testkit.TwiceStorageProvider;
import java.util.EnumSet;
import java.util.Set;

/** A unit of work that was undone leaves nothing behind, so that it can run again. */
class TwiceStorageTest extends StorageContract {
    TwiceStorageTest() {
        super(TwiceStorageProvider.PREFIX + "memory:");
    }

    /** Each storage in memory has a store of its own. */
    @Override
    protected Set<StoragePart> parts() {
        return EnumSet.complementOf(EnumSet.of(StoragePart.SHARING));
    }
}
