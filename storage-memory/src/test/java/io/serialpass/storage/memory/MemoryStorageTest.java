package io.serialpass.storage.memory;

import io.serialpass.storage.testkit.StorageContract;

class MemoryStorageTest extends StorageContract {
    MemoryStorageTest() {
        super("memory:");
    }
}
