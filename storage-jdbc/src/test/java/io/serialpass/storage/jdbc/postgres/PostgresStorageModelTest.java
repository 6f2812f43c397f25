package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.testkit.StorageModelContract;

@NeedsPostgres
class PostgresStorageModelTest extends StorageModelContract {
    PostgresStorageModelTest() {
        super("memory:", TestDatabases.EACH);
    }
}
