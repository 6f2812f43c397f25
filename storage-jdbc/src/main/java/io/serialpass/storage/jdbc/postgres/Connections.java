package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Begins and ends transactions on connections of a pool. After the database was started again, all connections that a pool
 * keeps are dead, and a pool may hand them out: here they are passed over. Safe for use by many threads.
 */
final class Connections {

    private static final Logger LOGGER = System.getLogger(Connections.class.getName());

    /** More than a pool keeps. */
    private static final int MOST_DEAD = 64;

    private final DataSource source;
    private final Consumer<Connection> discard;

    /**
     * Works with a pool.
     *
     * @param discard has the pool close a connection for good when it is given back
     */
    Connections(DataSource source, Consumer<Connection> discard) {
        this.source = source;
        this.discard = discard;
    }

    /**
     * Begins a transaction.
     *
     * @param statement the statement that begins it
     * @return its connection, to be given to {@link #commit}, {@link #rollBack} or {@link #drop}
     * @throws FailedStatementException if there is no connection, or no transaction
     */
    Session begin(String statement) {
        for (int dead = 0; ; dead++) {
            Session session = open(statement);
            try {
                session.execute(statement);
                return session;
            } catch (FailedStatementException e) {
                drop(session);
                if (dead == MOST_DEAD || !PostgresErrors.isOfConnection(e)) {
                    throw e;
                }
            }
        }
    }

    private Session open(String statement) {
        try {
            return Session.of(source.getConnection(), PostgresDialect.POSTGRES);
        } catch (SQLException e) {
            throw new FailedStatementException(statement, e);
        }
    }

    /** Commits, and gives the connection back. Where this method throws, the caller still has it. */
    void commit(Session session) {
        session.execute("COMMIT");
        session.close();
    }

    /** Undoes the transaction and gives the connection back; a connection on which that fails is dropped. */
    void rollBack(Session session) {
        try {
            session.execute("ROLLBACK");
            session.close();
        } catch (FailedStatementException e) {
            LOGGER.log(Level.DEBUG, "A connection is dropped", e);
            drop(session);
        }
    }

    /** Closes a connection for good, so that its pool makes another one. */
    void drop(Session session) {
        discard.accept(session.connection());
        session.close();
    }

    /** Ends a connection of any pool, which will find it closed. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "A connection could not be ended", e);
        }
    }
}
