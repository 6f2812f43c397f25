package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.testkit.StorageContract;

@NeedsPostgres
class PostgresStorageTest extends StorageContract {
    PostgresStorageTest() {
        super(TestDatabases.EACH);
    }
}
