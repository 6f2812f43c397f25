package io.serialpass.storage.memory;

import io.serialpass.storage.testkit.StorageContract;
import io.serialpass.storage.testkit.TwiceStorageProvider;

/** A unit of work that was undone leaves nothing behind, so that it can run again. */
class TwiceStorageTest extends StorageContract {
    TwiceStorageTest() {
        super(TwiceStorageProvider.PREFIX + "memory:");
    }
}
