package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StoreTable;
import io.serialpass.storage.jdbc.CopiedTables;
import io.serialpass.storage.jdbc.JdbcTables;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The tables of a store in an SQLite file, to be read for a copy or to be filled by one. No other program works with the file
 * meanwhile. For one thread.
 */
final class SqliteTables extends JdbcTables {

    /** As the migration V5 fills this table. */
    private static final String DISORDER = """
            INSERT INTO serial_number_disorder (organization_id, first_id, last_id)
                SELECT organization_id, min(id), max(CASE WHEN date_created < latest_before THEN id END) FROM (
                    SELECT organization_id, id, date_created, max(date_created) OVER (
                        PARTITION BY organization_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                        AS latest_before
                    FROM serial_number)
                GROUP BY organization_id
                HAVING max(CASE WHEN date_created < latest_before THEN id END) IS NOT NULL""";

    private final StoreLock lock;

    private SqliteTables(Connection connection, StoreLock lock) {
        super(connection);
        this.lock = lock;
    }

    /** Opens a store that is to be copied. */
    static SqliteTables toRead(Path path) {
        SqliteFile named = new SqliteFile(path);
        named.requireUsable();
        SqliteFile file = named.real();
        return open(file, file::openReader, tables -> requireVersion(file));
    }

    /** Opens a new file that is to be filled, or one that an earlier copy has not finished. */
    static SqliteTables toFill(Path path) {
        if (path.toFile().length() == 0) {
            SqliteStorage.open(path, StorageOptions.defaults()).close();
        }
        SqliteFile named = new SqliteFile(path);
        named.requireUsable();
        SqliteFile file = named.real();
        return open(file, file::openHelper, tables -> {
            if (!SqliteSchema.isBegunCopy(file)) {
                requireVersion(file);
                tables.begin();
            }
        });
    }

    private static void requireVersion(SqliteFile file) {
        int version = SqliteSchema.requireKnown(file);
        if (version == 0) {
            throw file.notAStore();
        }
        CopiedTables.requireVersion(file.path(), version, SqliteSchema.VERSION);
    }

    private interface Opener {
        Connection open() throws SQLException;
    }

    /** Takes the store for this program alone. */
    private static SqliteTables open(SqliteFile file, Opener opener, Consumer<SqliteTables> preparation) {
        StoreLock lock = StoreLock.alone(file.path());
        SqliteTables tables = connect(file, lock, opener);
        boolean prepared = false;
        try {
            preparation.accept(tables);
            prepared = true;
            return tables;
        } finally {
            if (!prepared) {
                tables.close();
            }
        }
    }

    private static SqliteTables connect(SqliteFile file, StoreLock lock, Opener opener) {
        boolean connected = false;
        try {
            boolean unused = new StoreCheck(file).requireOwnLog();
            Connection connection = opener.open();
            connection.setAutoCommit(false);
            connected = true;
            return new SqliteTables(connection, lock);
        } catch (SQLException e) {
            throw file.unusable(e);
        } finally {
            if (!connected) {
                lock.close();
            }
        }
    }

    @Override
    protected String parameter(StoreTable table, String column) {
        return "?";
    }

    @Override
    protected long numberOf(StoreTable table) throws SQLException {
        long last = number("SELECT max(" + table.columns().get(0) + ") FROM " + table.name());
        return Math.max(last, number("SELECT seq FROM sqlite_sequence WHERE name = '" + table.name() + "'"));
    }

    @Override
    protected void complete(Map<StoreTable, Long> lastNumbers) throws SQLException {
        for (Map.Entry<StoreTable, Long> last : lastNumbers.entrySet()) {
            keepNumber(last.getKey().name(), last.getValue());
        }
        execute(DISORDER);
        int closed = StoreMark.closed(new SecureRandom().nextInt());
        StoreMark.write(connection(), closed, closed);
    }

    /** Only tables of which SQLite gives no number twice have one that outlives their rows. */
    private void keepNumber(String table, long last) throws SQLException {
        execute("UPDATE sqlite_sequence SET seq = max(seq, " + last + ") WHERE name = '" + table + "'");
        execute("INSERT INTO sqlite_sequence (name, seq) SELECT name, " + last + " FROM sqlite_master WHERE name = '"
                + table
                + "' AND sql LIKE '%AUTOINCREMENT%'"
                + " AND NOT EXISTS (SELECT 1 FROM sqlite_sequence s WHERE s.name = '" + table + "')");
    }

    @Override
    public void close() {
        try {
            connection().close();
        } catch (SQLException e) {
            throw new StorageException("The store could not be closed", e);
        } finally {
            lock.close();
        }
    }
}
