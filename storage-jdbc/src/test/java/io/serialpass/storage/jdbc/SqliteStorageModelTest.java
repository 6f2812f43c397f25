package io.serialpass.storage.jdbc;

import io.serialpass.storage.testkit.StorageModelContract;

class SqliteStorageModelTest extends StorageModelContract {
    SqliteStorageModelTest() {
        super("memory:", "jdbc:sqlite:{directory}/store.db");
    }
}
