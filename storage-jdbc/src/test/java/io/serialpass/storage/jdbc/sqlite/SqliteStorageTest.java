package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.testkit.StorageContract;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Its tests run side by side: each has a file of its own, and waits for the disk much of its time. */
@Execution(ExecutionMode.CONCURRENT)
class SqliteStorageTest extends StorageContract {
    SqliteStorageTest() {
        super("jdbc:sqlite:{directory}/store.db");
    }
}
