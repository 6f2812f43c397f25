package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.UnusableStorageException;
import io.serialpass.storage.jdbc.CopiedTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of a store and their version. The versions are those of SQLite's tables; the first one here is 15. */
final class PostgresSchema {

    /** The version that this program works with: that of the newest migration among its resources. */
    static final int VERSION = 19;

    private static final String HISTORY = "serialpass_schema_history";
    private static final String MIGRATIONS = "classpath:io/serialpass/storage/jdbc/postgres";

    /** PostgreSQL 14, the oldest one that its makers still care for. */
    private static final int OLDEST_SERVER = 140_000;

    private final String name;
    private final DataSource source;

    PostgresSchema(String name, DataSource source) {
        this.name = name;
        this.source = source;
    }

    /**
     * Makes the tables, or upgrades them.
     *
     * @param mayCreate whether a store that is not there is made
     * @throws UnusableStorageException if this program cannot work with the database
     */
    void prepare(boolean mayCreate) {
        try (Connection connection = source.getConnection()) {
            int version = knownVersion(connection);
            if (version == 0 && !mayCreate) {
                throw notThere();
            }
            if (version < VERSION) {
                migrate();
            }
            new Trigrams(name).prepare(connection);
        } catch (SQLException e) {
            throw new UnusableStorageException("The store " + name + " cannot be opened: " + oneLine(e), e);
        }
    }

    /**
     * The version of the store that is there. Nothing is made or upgraded.
     *
     * @throws UnusableStorageException if there is no store, or this program does not know its version
     */
    int requireStore() {
        try (Connection connection = source.getConnection()) {
            int version = knownVersion(connection);
            if (version == 0) {
                throw notThere();
            }
            return version;
        } catch (SQLException e) {
            throw new UnusableStorageException("The store " + name + " cannot be opened: " + oneLine(e), e);
        }
    }

    /**
     * Refuses a store that is to be copied, unless it is complete and of this program's version.
     *
     * @throws UnusableStorageException if it cannot be copied
     */
    void requireComplete(Connection connection) throws SQLException {
        int version = knownVersion(connection);
        if (version == 0) {
            throw notThere();
        }
        CopiedTables.requireVersion(name, version, VERSION);
    }

    /**
     * Whether a copy has begun to fill the store, and may go on.
     *
     * @throws UnusableStorageException if a program of another version has begun it
     */
    boolean isBegunCopy(Connection connection) throws SQLException {
        boolean begun = isUnfinishedCopy(connection);
        if (begun && version(connection) != VERSION) {
            throw new UnusableStorageException("The store " + name
                    + " is a copy that a program of another version has begun. Remove it, and copy again.");
        }
        return begun;
    }

    private int knownVersion(Connection connection) throws SQLException {
        requireServer(connection);
        int version = version(connection);
        if (isUnfinishedCopy(connection)) {
            throw new UnusableStorageException("The store " + name
                    + " is a copy that is not complete. Copy once more, which goes on where the copy was.");
        }
        if (version > VERSION) {
            throw new UnusableStorageException("The store " + name + " is of version " + version
                    + ", and this program knows versions up to " + VERSION
                    + ". Use the program that wrote it, or a newer one.");
        }
        return version;
    }

    private UnusableStorageException notThere() {
        return new UnusableStorageException(
                "There is no store in " + name + ". Name the database that 'serve' works with.");
    }

    private void requireServer(Connection connection) throws SQLException {
        int server = Integer.parseInt(text(connection, "SHOW server_version_num"));
        if (server < OLDEST_SERVER) {
            throw new UnusableStorageException("The database " + name + " is PostgreSQL "
                    + text(connection, "SHOW server_version") + ". Use PostgreSQL 14 or newer.");
        }
        String encoding = text(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new UnusableStorageException("The database " + name + " has the encoding " + encoding
                    + ", which cannot hold all texts. Make one with ENCODING 'UTF8'.");
        }
    }

    private static boolean isUnfinishedCopy(Connection connection) throws SQLException {
        return isTrue(connection, "SELECT to_regclass('" + CopiedTables.MARK + "') IS NOT NULL");
    }

    /** The version of the store; zero where the schema holds nothing yet. */
    private int version(Connection connection) throws SQLException {
        if (isTrue(connection, "SELECT to_regclass('" + HISTORY + "') IS NOT NULL")) {
            return Integer.parseInt(text(
                    connection,
                    "SELECT coalesce(max(CAST(version AS integer)), 0) FROM " + HISTORY + " WHERE success"));
        }
        if (isTrue(connection, "SELECT to_regclass('serial_number') IS NOT NULL")) {
            throw new UnusableStorageException("The database " + name
                    + " has tables of another program. Name a database, or a schema with ?currentSchema=, of its own.");
        }
        return 0;
    }

    static boolean isTrue(Connection connection, String sql) throws SQLException {
        return text(connection, sql).equals("t");
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Flyway lets one of several servers that start at once do this, while the others wait. */
    private void migrate() {
        try {
            flyway().migrate();
        } catch (FlywayException e) {
            throw new UnusableStorageException(
                    "The store " + name + " cannot be made or upgraded: " + oneLine(e)
                            + " The user of the database needs the right to create tables in it.",
                    e);
        }
    }

    Flyway flyway() {
        return Flyway.configure(PostgresSchema.class.getClassLoader())
                .dataSource(source)
                .table(HISTORY)
                .locations(MIGRATIONS)
                .load();
    }

    /** Why something failed: the innermost reason, which the database gave. */
    static String oneLine(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return sentence(cause);
    }

    /** The message as one sentence. */
    static String sentence(Throwable thrown) {
        String text =
                String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ").trim();
        return text.endsWith(".") ? text : text + ".";
    }
}
