package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.UnusableStorageException;
import io.serialpass.storage.jdbc.CopiedTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/** The tables of a store and their version. */
final class SqliteSchema {

    /** The version that this program works with: that of the newest migration among its resources. */
    static final int VERSION = 19;

    private static final String HISTORY = "serialpass_schema_history";
    private static final String MIGRATIONS = "classpath:io/serialpass/storage/jdbc/sqlite";

    private SqliteSchema() {}

    /**
     * The version of the store in a file; zero where the file holds nothing yet.
     *
     * @throws UnusableStorageException if the file holds something else, or a store of a newer version
     */
    static int requireKnown(SqliteFile file) {
        Set<String> tables = file.tables();
        if (tables.contains(CopiedTables.MARK)) {
            throw new UnusableStorageException("The store " + file.path()
                    + " is a copy that is not complete. Copy once more, which goes on where the copy was.");
        }
        int version = 0;
        if (tables.contains(HISTORY)) {
            version = version(file);
        } else if (!tables.isEmpty()) {
            throw file.notAStore();
        }
        if (version > VERSION) {
            throw new UnusableStorageException("The store " + file.path() + " is of version " + version
                    + ", and this program knows versions up to " + VERSION
                    + ". Use the program that wrote it, or a newer one.");
        }
        return version;
    }

    /**
     * Whether a copy has begun to fill the store, and may go on.
     *
     * @throws UnusableStorageException if a program of another version has begun it
     */
    static boolean isBegunCopy(SqliteFile file) {
        boolean begun = file.tables().contains(CopiedTables.MARK);
        if (begun && version(file) != VERSION) {
            throw new UnusableStorageException("The store " + file.path()
                    + " is a copy that a program of another version has begun. Remove it, and copy again.");
        }
        return begun;
    }

    private static int version(SqliteFile file) {
        try (Connection connection = file.openReader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM " + HISTORY + " WHERE success")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw file.unusable(e);
        }
    }

    /** Makes the tables, or upgrades them. */
    static void migrate(SqliteFile file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(file.url());
        try {
            flyway(source).migrate();
        } catch (FlywayException e) {
            throw new UnusableStorageException(
                    "The store " + file.path() + " cannot be upgraded: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    e);
        }
    }

    static Flyway flyway(SQLiteDataSource source) {
        return Flyway.configure(SqliteSchema.class.getClassLoader())
                .dataSource(source)
                .table(HISTORY)
                .locations(MIGRATIONS)
                // One transaction for all: a store is upgraded whole or stays as it was, and waits for the disk once.
                .group(true)
                .load();
    }
}
