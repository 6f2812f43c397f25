package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.testkit.WalletModelContract;

@NeedsPostgres
class PostgresWalletModelTest extends WalletModelContract {
    PostgresWalletModelTest() {
        super("memory:", TestDatabases.EACH);
    }
}
