package io.serialpass.storage.jdbc.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A statement in the making: its text, and the arguments in the order of its question marks.
 *
 * <p>It runs on plain JDBC, with a statement that the session keeps prepared. This is for the statements that each request of a
 * device, each change of the inventory and each list runs. All other statements run through {@link Session#jdbi}. Jdbi copies
 * its configuration for each statement: one row by its key takes 12.7 µs of CPU time through Jdbi and 7.0 µs here, an update of
 * one row 10.3 µs and 7.3 µs, a page of 100 rows 94 µs and 88 µs ({@code StatementBenchmark} among the benchmarks). A durable
 * create runs about ten statements, a list about five.
 *
 * @since 0.1
 */
public final class Sql {

    /** What it starts with: of most statements all, and then its hash is not computed anew for each use. */
    private final String start;

    /** What was added. */
    private final StringBuilder more = new StringBuilder();

    private final List<@Nullable Object> arguments = new ArrayList<>();

    /**
     * Makes something of the row that a result stands at.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * Does something with a statement.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Starts with a text that stands in this program, never with one that a client sent. */
    public static Sql of(String text, Object... arguments) {
        return new Sql(text, arguments);
    }

    private Sql(String start, Object... arguments) {
        this.start = start;
        this.arguments.addAll(List.of(arguments));
    }

    private String text() {
        return more.isEmpty() ? start : start + more;
    }

    public Sql add(String part, Object... itsArguments) {
        more.append(part);
        arguments.addAll(List.of(itsArguments));
        return this;
    }

    /** One more argument, which may be null, as {@link #add} takes none. */
    public Sql bind(@Nullable Object argument) {
        arguments.add(argument);
        return this;
    }

    public Sql add(Condition condition) {
        more.append(condition.sql());
        arguments.addAll(condition.arguments());
        return this;
    }

    /** This text and these arguments, as a part of another statement; none of them may be null. */
    public Condition condition() {
        return new Condition(
                text(), arguments.stream().map(Objects::requireNonNull).toList());
    }

    public <T> List<T> list(Session session, Row<T> row) {
        return run(session, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(row.map(rows));
                }
                return list;
            }
        });
    }

    /** The first row; empty where there is none. */
    public <T> Optional<T> first(Session session, Row<T> row) {
        return run(session, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.map(rows)) : Optional.empty();
            }
        });
    }

    /** The one value, which is true or false. */
    public boolean isTrue(Session session) {
        return first(session, row -> row.getBoolean(1)).orElseThrow();
    }

    public long number(Session session) {
        return optionalNumber(session).orElseThrow();
    }

    public OptionalLong optionalNumber(Session session) {
        return run(session, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    public int update(Session session) {
        return run(session, PreparedStatement::executeUpdate);
    }

    /** Uses the statement with its arguments set, and keeps it for the next time. */
    public <T> T run(Session session, Use<T> use) {
        String sql = text();
        try {
            PreparedStatement statement = session.take(sql);
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
                    session.keep(sql, statement);
                } else {
                    statement.close();
                }
            }
        } catch (SQLException e) {
            throw new FailedStatementException(sql, e);
        }
    }

    private boolean holdsBytes() {
        for (Object argument : arguments) {
            if (argument instanceof byte[]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text();
    }
}
