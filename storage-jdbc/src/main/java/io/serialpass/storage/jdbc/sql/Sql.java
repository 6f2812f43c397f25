package io.serialpass.storage.jdbc.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A statement in the making: its text, and the arguments in the order of its question marks. It runs on JDBC with a kept
 * statement of the handle, past Jdbi's own statements, which copy their configuration each time: on the paths that every
 * request takes, that costs more than SQLite does.
 */
public final class Sql {

    private static final Logger LOGGER = System.getLogger(Sql.class.getName());

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    /** Makes something of the row that a result stands at. */
    @FunctionalInterface
    public interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Does something with a statement. */
    @FunctionalInterface
    public interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Starts with a text that stands in this program, never with one that a client sent. */
    public static Sql of(String text, Object... arguments) {
        return new Sql().add(text, arguments);
    }

    public Sql add(String more, Object... itsArguments) {
        text.append(more);
        arguments.addAll(List.of(itsArguments));
        return this;
    }

    /** One more argument, which may be null, as {@link #add} takes none. */
    public Sql bind(@Nullable Object argument) {
        arguments.add(argument);
        return this;
    }

    public Sql add(Condition condition) {
        text.append(condition.sql());
        arguments.addAll(condition.arguments());
        return this;
    }

    /** This text and these arguments, as a part of another statement; none of them may be null. */
    public Condition condition() {
        return new Condition(
                text.toString(), arguments.stream().map(Objects::requireNonNull).toList());
    }

    public <T> List<T> list(Handle handle, Row<T> row) {
        return run(handle, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(row.map(rows));
                }
                return list;
            }
        });
    }

    public long number(Handle handle) {
        return optionalNumber(handle).orElseThrow();
    }

    public OptionalLong optionalNumber(Handle handle) {
        return run(handle, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    public int update(Handle handle) {
        return run(handle, PreparedStatement::executeUpdate);
    }

    /** Runs a statement that gives nothing back, such as COMMIT. */
    public static void execute(Handle handle, String statement) {
        of(statement).run(handle, PreparedStatement::execute);
    }

    /**
     * Undoes the transaction of a connection, where there is one. There is none where it could not begin, and SQLite ends it by
     * itself after some errors, a full disk among them.
     */
    public static void rollBack(Handle handle) {
        try {
            execute(handle, "ROLLBACK");
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "Nothing to roll back", e);
        }
    }

    /** Uses the statement with its arguments set, and keeps it for the next time. */
    public <T> T run(Handle handle, Use<T> use) {
        StatementCache statements = (StatementCache) handle.getStatementBuilder();
        String sql = text.toString();
        try {
            PreparedStatement statement = statements.take(handle.getConnection(), sql);
            boolean sound = false;
            try {
                for (int i = 0; i < arguments.size(); i++) {
                    statement.setObject(i + 1, arguments.get(i));
                }
                T result = use.of(statement);
                sound = true;
                return result;
            } finally {
                // The driver keeps a statement that failed in a state of its own, in which it may fail for ever.
                if (sound) {
                    if (holdsBytes()) {
                        // The driver would hold a large argument, and SQLite a copy of it, until the next use.
                        statement.clearParameters();
                    }
                    statements.keep(sql, statement);
                } else {
                    statement.close();
                }
            }
        } catch (SQLException e) {
            throw new FailedStatementException(sql, e);
        }
    }

    private boolean holdsBytes() {
        return arguments.stream().anyMatch(byte[].class::isInstance);
    }

    /** The steps in which SQLite would run this statement. */
    public List<String> explain(Handle handle) {
        Sql explanation = of("EXPLAIN QUERY PLAN ");
        explanation.text.append(text);
        explanation.arguments.addAll(arguments);
        return explanation.list(handle, row -> row.getString("detail"));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
