package io.serialpass.storage.jdbc;

import io.serialpass.storage.StorageException;
import io.serialpass.storage.StoreTable;
import io.serialpass.storage.StoreTables;
import io.serialpass.storage.TableRow;
import io.serialpass.storage.UnusableStorageException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The tables of a store on one connection, on which a transaction is under way. Each database has a subclass for its own statements. For one
 * thread.
 *
 * @since 0.1
 */
public abstract class JdbcTables implements StoreTables {

    private final Connection connection;

    /**
     * Works with a connection.
     *
     * @param connection is not in autocommit mode; whoever extends this class closes it
     */
    protected JdbcTables(Connection connection) {
        this.connection = connection;
    }

    /** The connection, for what databases do in ways of their own. */
    protected final Connection connection() {
        return connection;
    }

    /** The expression for the value of a column in a statement that adds rows: a question mark, converted to the column's type. */
    protected abstract String parameter(StoreTable table, String column);

    /** Does as {@link StoreTables#finish} says, within the transaction under way. */
    protected abstract void complete(Map<StoreTable, Long> lastNumbers) throws SQLException;

    /** Does as {@link StoreTables#lastNumber} says. */
    protected abstract long numberOf(StoreTable table) throws SQLException;

    @Override
    public final List<StoreTable> tables() {
        return CopiedTables.ALL;
    }

    @Override
    public final void read(StoreTable table, Optional<TableRow> after, Consumer<TableRow> taker) {
        String key = String.join(", ", table.key());
        String beyond = after.isEmpty() ? "" : " WHERE (" + key + ") > (" + marks(table.keyColumns()) + ")";
        String select =
                "SELECT " + String.join(", ", table.columns()) + " FROM " + table.name() + beyond + " ORDER BY " + key;
        run(table, () -> {
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                statement.setFetchSize(CopiedTables.rowsAtOnce(table));
                if (after.isPresent()) {
                    bind(statement, after.get().values().subList(0, table.keyColumns()));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taker.accept(row(rows, table.columns().size()));
                    }
                }
            }
        });
    }

    private static String marks(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
    }

    private static TableRow row(ResultSet rows, int columns) throws SQLException {
        List<Optional<Object>> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            values.add(Optional.ofNullable(rows.getObject(i)).map(JdbcTables::plain));
        }
        return new TableRow(values);
    }

    private static Object plain(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        return value instanceof Number number ? (Object) number.longValue() : value;
    }

    private static void bind(PreparedStatement statement, List<Optional<Object>> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i).orElse(null));
        }
    }

    @Override
    public final Optional<TableRow> last(StoreTable table) {
        String order = table.key().stream().map(column -> column + " DESC").collect(Collectors.joining(", "));
        String select = "SELECT " + String.join(", ", table.columns()) + " FROM " + table.name() + " ORDER BY " + order
                + " LIMIT 1";
        List<TableRow> last = new ArrayList<>(1);
        run(table, () -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(select)) {
                if (rows.next()) {
                    last.add(row(rows, table.columns().size()));
                }
            }
        });
        return last.stream().findFirst();
    }

    @Override
    public final long lastNumber(StoreTable table) {
        long[] last = new long[1];
        run(table, () -> last[0] = numberOf(table));
        return last[0];
    }

    @Override
    public final void add(StoreTable table, List<TableRow> rows) {
        run(table, () -> {
            List<String> parameters = new ArrayList<>();
            for (String column : table.columns()) {
                parameters.add(parameter(table, column));
            }
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table.name() + " ("
                    + String.join(", ", table.columns()) + ") VALUES (" + String.join(", ", parameters) + ")")) {
                for (TableRow row : rows) {
                    bind(statement, row.values());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
        });
    }

    @Override
    public final void finish(Map<StoreTable, Long> lastNumbers) {
        try {
            complete(lastNumbers);
            execute("DROP TABLE " + CopiedTables.MARK);
            connection.commit();
        } catch (SQLException e) {
            throw new StorageException("The copy could not be completed: " + reason(e), e);
        }
    }

    /**
     * Marks a new store as one that is being filled.
     *
     * @throws UnusableStorageException if somebody has worked with it already
     */
    protected final void begin() {
        try {
            for (StoreTable table : tables()) {
                requireEmpty(table);
            }
            execute("CREATE TABLE " + CopiedTables.MARK + " (id integer PRIMARY KEY)");
            // The row that a new store has in it comes with the copy.
            execute("DELETE FROM deleted");
            connection.commit();
        } catch (SQLException e) {
            throw new StorageException("The copy could not be begun: " + reason(e), e);
        }
    }

    private void requireEmpty(StoreTable table) throws SQLException {
        if (CopiedTables.isEmptyInNewStore(table)
                && number("SELECT count(*) FROM (SELECT 1 FROM " + table.name() + " LIMIT 1) AS first") > 0) {
            throw new UnusableStorageException("The store to be filled has rows already (in the table " + table.name()
                    + "), and no copy has begun it. Name a new one.");
        }
    }

    /** Runs a statement that gives nothing back. */
    protected final void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement that gives one number. */
    protected final long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** A piece of work with a table. */
    private interface Work {
        void run() throws SQLException;
    }

    private static void run(StoreTable table, Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new StorageException(
                    "The copy has failed at the table " + table.name() + ": " + reason(e)
                            + " The same command goes on where it was.",
                    e);
        }
    }

    /** The message of the database, in one line. A batch hides it behind a text with all that was to be stored. */
    private static String reason(SQLException e) {
        SQLException innermost = e;
        while (innermost.getNextException() != null) {
            innermost = innermost.getNextException();
        }
        String text = innermost instanceof BatchUpdateException
                ? "a row was refused"
                : String.valueOf(innermost.getMessage()).replaceAll("\\s+", " ").trim();
        return text.endsWith(".") ? text : text + ".";
    }
}
