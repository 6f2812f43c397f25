package io.serialpass.storage.jdbc;

import io.serialpass.storage.testkit.StorageContract;

class SqliteStorageTest extends StorageContract {
    SqliteStorageTest() {
        super("jdbc:sqlite:{directory}/store.db");
    }
}
