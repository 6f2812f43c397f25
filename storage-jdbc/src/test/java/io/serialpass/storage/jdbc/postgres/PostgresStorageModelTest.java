package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.testkit.StorageModelContract;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Its tests run side by side: each has a database of its own, and waits for the server's answers most of its time. */
@NeedsPostgres
@Execution(ExecutionMode.CONCURRENT)
class PostgresStorageModelTest extends StorageModelContract {
    PostgresStorageModelTest() {
        super("memory:", TestDatabases.EACH);
    }
}
