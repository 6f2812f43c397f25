package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Dialect;

/** The SQL of SQLite, where it differs from that of other databases. */
final class SqliteDialect {

    static final Dialect SQLITE = new Dialect("max", "$1");

    private SqliteDialect() {}
}
