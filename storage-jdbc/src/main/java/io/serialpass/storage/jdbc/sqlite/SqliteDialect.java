package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Dialect;

/** The SQL of SQLite, where it differs from that of other databases. */
final class SqliteDialect {

    // One row a statement: SQLite keeps aside what a statement of several rows changes, to undo that alone. Within a
    // large unit of work this costs more with each statement.
    static final Dialect SQLITE = new Dialect("max", "$1", 1);

    private SqliteDialect() {}
}
