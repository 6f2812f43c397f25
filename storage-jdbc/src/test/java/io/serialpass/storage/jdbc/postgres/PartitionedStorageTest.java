package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.testkit.StorageContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The whole contract with the large tables in partitions. A build leaves it out, since its statements are those of
 * {@link PostgresStorageTest}; {@link PartitionsTest} has the random wallet on partitions in each build.
 */
@NeedsPostgres
@EnabledIfSystemProperty(
        named = "serialpass.partitions",
        matches = "all",
        disabledReason = "Run with -Dserialpass.partitions=all")
@Execution(ExecutionMode.CONCURRENT)
class PartitionedStorageTest extends StorageContract {
    PartitionedStorageTest() {
        super(TestDatabases.PARTITIONED);
    }
}
