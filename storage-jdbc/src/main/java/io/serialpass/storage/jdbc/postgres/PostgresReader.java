package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.unit.Reader;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Reads on a connection of the pool, which it takes anew for each transaction. */
final class PostgresReader extends Reader {

    static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final Connections connections;

    /** The connection of the transaction under way. */
    private volatile @Nullable Session current;

    private volatile boolean interrupted;

    PostgresReader(Connections connections) {
        this.connections = connections;
    }

    @Override
    protected Session begin() {
        interrupted = false;
        Session session = connections.begin(BEGIN);
        current = session;
        return session;
    }

    @Override
    protected void end(Session session) {
        current = null;
        if (interrupted) {
            // What was to end its statement may arrive late, and would end one of the next transaction.
            connections.drop(session);
            return;
        }
        try {
            connections.commit(session);
        } catch (FailedStatementException e) {
            connections.drop(session);
        }
    }

    @Override
    protected void interrupt() throws SQLException {
        Session session = current;
        if (session != null) {
            interrupted = true;
            session.connection().unwrap(PGConnection.class).cancelQuery();
        }
    }

    @Override
    public void close() {
        // Its connections are the pool's.
    }
}
