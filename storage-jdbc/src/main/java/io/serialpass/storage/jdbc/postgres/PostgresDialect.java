package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.jdbc.sql.Dialect;

/** The SQL of PostgreSQL, where it differs from that of other databases. */
final class PostgresDialect {

    static final Dialect POSTGRES = new Dialect("greatest", "md5($1)", 512);

    private PostgresDialect() {}
}
