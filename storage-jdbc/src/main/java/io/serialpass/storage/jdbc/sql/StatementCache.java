package io.serialpass.storage.jdbc.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one connection, the least recently used making room: preparing costs SQLite more than
 * most of our statements do. For the one thread that holds the connection.
 */
final class StatementCache implements StatementBuilder {

    private static final Logger LOGGER = System.getLogger(StatementCache.class.getName());

    private static final int MOST_KEPT = 128;

    /** Statements at rest; one in use is not in the map, so that a second use at the same time gets one of its own. */
    private final Map<String, PreparedStatement> atRest = new LinkedHashMap<>();

    private final Dialect dialect;

    StatementCache(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        return take(connection, sql);
    }

    /** A statement for the caller alone, until it gives it back. */
    PreparedStatement take(Connection connection, String sql) throws SQLException {
        PreparedStatement kept = atRest.remove(sql);
        return kept != null ? kept : prepare(connection, sql);
    }

    /** A statement that is not kept. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(dialect.complete(sql));
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return connection.prepareCall(sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (statement instanceof PreparedStatement prepared) {
            // The driver would hold a large argument, and SQLite a copy of it, until the next use.
            prepared.clearParameters();
            keep(sql, prepared);
        } else {
            statement.close();
        }
    }

    /** Takes a statement back. */
    void keep(String sql, PreparedStatement statement) throws SQLException {
        if (atRest.containsKey(sql)) {
            statement.close();
            return;
        }
        statement.clearBatch();
        atRest.put(sql, statement);
        if (atRest.size() > MOST_KEPT) {
            Iterator<PreparedStatement> oldest = atRest.values().iterator();
            PreparedStatement dropped = oldest.next();
            oldest.remove();
            dropped.close();
        }
    }

    /** Closes all statements at rest. */
    void clear() {
        for (PreparedStatement statement : atRest.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                LOGGER.log(Level.DEBUG, "A statement could not be closed", e);
            }
        }
        atRest.clear();
    }
}
