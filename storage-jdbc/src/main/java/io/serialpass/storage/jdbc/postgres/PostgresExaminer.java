package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.UnusableStorageException;
import io.serialpass.storage.jdbc.JdbcView;
import io.serialpass.storage.jdbc.StoreRules;
import io.serialpass.storage.jdbc.postgres.lists.PostgresLists;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Looks whether the store in a database is sound, in one transaction that only reads. Servers may work with the store meanwhile.
 * Pages, indexes and references are left to PostgreSQL.
 */
final class PostgresExaminer {

    private final String name;
    private final DataSource source;
    private final Consumer<StoreFinding> findings;

    PostgresExaminer(String name, DataSource source, Consumer<StoreFinding> findings) {
        this.name = name;
        this.source = source;
        this.findings = findings;
    }

    /** Makes all checks; those of the rows only where the tables are those that this program knows. */
    void examine() {
        int version = new PostgresSchema(name, source).requireStore();
        if (StoreRules.isOfVersion(version, PostgresSchema.VERSION, findings)) {
            rows();
        }
    }

    private void rows() {
        try (Session session = Session.of(source.getConnection(), PostgresDialect.POSTGRES)) {
            session.execute(PostgresReader.BEGIN);
            space(session);
            StoreRules.check(session, new JdbcView(session, new PostgresLists(session)), findings);
            session.rollBack();
        } catch (SQLException e) {
            throw new UnusableStorageException(
                    "The store " + name + " cannot be read: " + PostgresSchema.oneLine(e), e);
        }
    }

    private void space(Session session) {
        try {
            long bytes = Sql.of("SELECT pg_database_size(current_database())").number(session);
            findings.accept(StoreFinding.sound(
                    "space",
                    "The database has " + bytes / (1 << 20)
                            + " MB. How much its disk has left is known to its machine alone: look there."));
        } catch (FailedStatementException e) {
            throw new UnusableStorageException(
                    "The store " + name + " cannot be read: " + PostgresSchema.oneLine(e), e);
        }
    }
}
