package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.testkit.WalletModelContract;

class SqliteWalletModelTest extends WalletModelContract {
    SqliteWalletModelTest() {
        super("memory:", "jdbc:sqlite:{directory}/store.db");
    }
}
