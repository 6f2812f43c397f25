package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Dialect;

/** The SQL of SQLite, where it differs from that of other databases. */
final class SqliteDialect {

    /** The one writer may count on from the greatest id. */
    private static final String NEXT_PASS_ID =
            "max((SELECT coalesce(max(id), 0) FROM pass), (SELECT pass_id FROM deleted)) + 1";

    /** Nobody else writes within a transaction that writes, so that there is nothing to lock. */
    private static final String NO_LOCK = "";

    static final Dialect SQLITE = new Dialect("max", NO_LOCK, NEXT_PASS_ID);

    private SqliteDialect() {}
}
