package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.testkit.StorageContract;

class SqliteStorageTest extends StorageContract {
    SqliteStorageTest() {
        super("jdbc:sqlite:{directory}/store.db");
    }
}
