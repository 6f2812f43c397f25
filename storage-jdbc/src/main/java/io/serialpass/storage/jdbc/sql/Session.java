package io.serialpass.storage.jdbc.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/**
 * A connection, the statements that it keeps prepared, and the dialect of its database. Statements run on it in one of two
 * ways: through {@link #jdbi}, or as {@link Sql}, which says when. For the one thread that holds the connection.
 *
 * @since 0.1
 */
public final class Session implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Session.class.getName());

    private final Connection connection;
    private final StatementCache statements;

    /** Made when it is first needed: most units of work of a device need none. */
    private @Nullable Handle handle;

    private Session(Connection connection, StatementCache statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /**
     * Begins a session.
     *
     * @param connection belongs to the session from now on
     * @param dialect the dialect of its database
     */
    public static Session of(Connection connection, Dialect dialect) {
        return new Session(connection, new StatementCache(dialect));
    }

    private Handle open() {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.setStatementBuilderFactory(ignored -> statements);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((template, context) -> template);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(Session::messageOf);
        return jdbi.open();
    }

    /** Names the statement, as {@link FailedStatementException} does. All messages of Jdbi that do so show the arguments, too. */
    private static String messageOf(StatementException failed) {
        return failed.getShortMessage() + " in: " + failed.getStatementContext().getRenderedSql();
    }

    /**
     * Runs statements through Jdbi.
     *
     * @param work what to run
     * @return what the work returns
     */
    public <T> T jdbi(Function<Handle, T> work) {
        try {
            if (handle == null) {
                handle = open();
            }
            return work.apply(handle);
        } catch (JdbiException e) {
            // A statement that failed may go on failing, and Jdbi does not tell which one of those that are kept it
            // was.
            statements.clear();
            throw e;
        }
    }

    /** Runs a statement that gives nothing back, such as COMMIT. */
    public void execute(String statement) {
        Sql.of(statement).run(this, PreparedStatement::execute);
    }

    /**
     * Undoes the transaction, where there is one. There is none where it could not begin, and SQLite ends it by itself after some
     * errors, a full disk among them.
     */
    public void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (FailedStatementException e) {
            LOGGER.log(Level.DEBUG, "There is no transaction to undo", e);
        }
    }

    /** A statement that is not kept; the caller closes it. */
    public PreparedStatement prepare(String statement) throws SQLException {
        return statements.prepare(connection, statement);
    }

    PreparedStatement take(String statement) throws SQLException {
        return statements.take(connection(), statement);
    }

    void keep(String statement, PreparedStatement prepared) throws SQLException {
        statements.keep(statement, prepared);
    }

    /** How many rows a statement adds at most; see {@link Dialect#rowsAtOnce}. */
    public int rowsAtOnce() {
        return statements.dialect().rowsAtOnce();
    }

    /** The connection itself, for what is not to be kept prepared. */
    public Connection connection() {
        return connection;
    }

    /** Closes the statements and the connection. */
    @Override
    public void close() {
        statements.clear();
        try {
            connection.close();
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "A connection could not be closed", e);
        }
    }
}
