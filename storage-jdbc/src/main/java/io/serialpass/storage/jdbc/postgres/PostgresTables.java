package io.serialpass.storage.jdbc.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StoreTable;
import io.serialpass.storage.UnusableStorageException;
import io.serialpass.storage.jdbc.JdbcTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tables of a store in a PostgreSQL database, to be read for a copy or to be filled by one. Servers are kept off by
 * {@link CopyLock}. For one thread.
 */
final class PostgresTables extends JdbcTables {

    /** SQLite has no such kind of column: there a number stands for it. */
    private static final String TRUE_OR_FALSE =
            "SELECT table_name || '.' || column_name FROM information_schema.columns"
                    + " WHERE table_schema = current_schema() AND data_type = 'boolean'";

    /** Its numbers are no sequence's. */
    private static final String DEVICE_LOG = "device_log";

    private final HikariDataSource pool;
    private final Set<String> trueOrFalse;

    private PostgresTables(Connection connection, HikariDataSource pool) throws SQLException {
        super(connection);
        this.pool = pool;
        this.trueOrFalse = texts(connection, TRUE_OR_FALSE);
    }

    private static Set<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Set<String> texts = new HashSet<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** Opens a store that is to be copied. */
    static PostgresTables toRead(String name, HikariDataSource pool) {
        return open(name, pool, () -> {
            Connection connection = pool.getConnection();
            new PostgresSchema(name, pool).requireComplete(connection);
            CopyLock.take(name, pool.getConnection(), connection);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return new PostgresTables(connection, pool);
        });
    }

    /** Opens an empty database that is to be filled, or one that an earlier copy has not finished. */
    static PostgresTables toFill(String name, HikariDataSource pool) {
        return open(name, pool, () -> {
            PostgresSchema schema = new PostgresSchema(name, pool);
            Connection connection = pool.getConnection();
            if (!schema.isBegunCopy(connection)) {
                schema.prepare(true);
            }
            CopyLock.take(name, pool.getConnection(), connection);
            connection.setAutoCommit(false);
            PostgresTables tables = new PostgresTables(connection, pool);
            if (!schema.isBegunCopy(connection)) {
                tables.begin();
            }
            // It would give the rows numbers of its own.
            tables.execute("ALTER TABLE device_log DISABLE TRIGGER device_log_number");
            connection.commit();
            return tables;
        });
    }

    private interface Opener {
        PostgresTables open() throws SQLException;
    }

    private static PostgresTables open(String name, HikariDataSource pool, Opener opener) {
        boolean opened = false;
        try {
            PostgresTables tables = opener.open();
            opened = true;
            return tables;
        } catch (SQLException e) {
            throw new UnusableStorageException(
                    "The store " + name + " cannot be opened: " + PostgresSchema.oneLine(e), e);
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    @Override
    protected String parameter(StoreTable table, String column) {
        return trueOrFalse.contains(table.name() + "." + column) ? "? <> 0" : "?";
    }

    @Override
    protected long numberOf(StoreTable table) throws SQLException {
        if (table.name().equals(DEVICE_LOG)) {
            return number("SELECT last FROM device_log_last");
        }
        return number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM " + sequence(table));
    }

    private static String sequence(StoreTable table) {
        return table.name() + "_" + table.columns().get(0) + "_seq";
    }

    @Override
    protected void complete(Map<StoreTable, Long> lastNumbers) throws SQLException {
        for (Map.Entry<StoreTable, Long> last : lastNumbers.entrySet()) {
            if (last.getKey().name().equals(DEVICE_LOG)) {
                execute("UPDATE device_log_last SET last = " + last.getValue());
            } else if (last.getValue() > 0) {
                long unused = number("SELECT setval('" + sequence(last.getKey()) + "', " + last.getValue() + ")");
            }
        }
        execute("ALTER TABLE device_log ENABLE TRIGGER device_log_number");
    }

    @Override
    public void close() {
        try {
            connection().rollback();
        } catch (SQLException e) {
            throw new StorageException("The transaction could not be ended", e);
        } finally {
            // It ends the connection that holds the lock, too.
            pool.close();
        }
    }
}
