package io.serialpass.storage.memory;

import io.serialpass.storage.testkit.StorageContract;
import io.serialpass.storage.testkit.StoragePart;
import java.util.EnumSet;
import java.util.Set;

class MemoryStorageTest extends StorageContract {
    MemoryStorageTest() {
        super("memory:");
    }

    /** Each storage in memory has a store of its own. */
    @Override
    protected Set<StoragePart> parts() {
        return EnumSet.complementOf(EnumSet.of(StoragePart.SHARING));
    }
}
