package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.testkit.WalletModelContract;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Its tests run side by side: each has a database of its own, and waits for the server's answers most of its time. */
@NeedsPostgres
@Execution(ExecutionMode.CONCURRENT)
class PostgresWalletModelTest extends WalletModelContract {
    PostgresWalletModelTest() {
        super("memory:", TestDatabases.EACH);
    }
}
