package io.serialpass.storage.jdbc.postgres;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The indexes that find a fragment of a text. They need the extension {@code pg_trgm}, which comes with PostgreSQL. Where the
 * user of the database may not create it, a search for a fragment looks at all rows of the organization.
 */
final class Trigrams {

    private static final Logger LOGGER = System.getLogger(Trigrams.class.getName());

    private static final String EXTENSION = "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm')";

    private record Index(String name, String table, String column) {
        String create() {
            return "CREATE INDEX IF NOT EXISTS " + name + " ON " + table + " USING gin (lower(" + column
                    + ") gin_trgm_ops)";
        }
    }

    private static final List<Index> INDEXES = List.of(
            new Index("serial_number_search", "serial_number", "value"),
            new Index("pass_search", "pass", "serial_number"),
            new Index("item_reference_search", "item", "reference"),
            new Index("item_name_search", "item", "name"));

    private final String store;

    Trigrams(String store) {
        this.store = store;
    }

    /** Makes the indexes that are missing; says what to do where that cannot be. */
    void prepare(Connection connection) {
        try {
            if (!haveAll(connection)) {
                create(connection);
            }
        } catch (SQLException e) {
            LOGGER.log(
                    Level.WARNING,
                    "The store {0} has no index for searches of fragments, such as *abc*: they look at all rows. Have an"
                            + " administrator of the database run CREATE EXTENSION pg_trgm, and start again. Cause: {1}",
                    store,
                    PostgresSchema.oneLine(e));
        }
    }

    private static boolean haveAll(Connection connection) throws SQLException {
        for (Index index : INDEXES) {
            if (!PostgresSchema.isTrue(connection, "SELECT to_regclass('" + index.name() + "') IS NOT NULL")) {
                return false;
            }
        }
        return true;
    }

    /** With the lock of those that write, so that of several servers that start at once one does it. */
    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            try {
                statement.execute("SELECT id FROM writer WHERE id = 1 FOR UPDATE");
                if (!PostgresSchema.isTrue(connection, EXTENSION)) {
                    statement.execute("CREATE EXTENSION pg_trgm");
                }
                for (Index index : INDEXES) {
                    statement.execute(index.create());
                }
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }
}
