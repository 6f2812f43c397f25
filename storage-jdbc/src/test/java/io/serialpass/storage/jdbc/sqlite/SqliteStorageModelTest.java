package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.testkit.StorageModelContract;

class SqliteStorageModelTest extends StorageModelContract {
    SqliteStorageModelTest() {
        super("memory:", "jdbc:sqlite:{directory}/store.db");
    }
}
