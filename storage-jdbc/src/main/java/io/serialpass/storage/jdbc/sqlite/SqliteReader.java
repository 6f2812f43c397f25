package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.unit.Reader;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** One connection that reads. It stays open with its prepared statements: a connection to a file does not break. */
final class SqliteReader extends Reader {

    private final Session session;
    private final SQLiteConnection connection;

    /** Of the thread that reads alone. */
    private boolean inTransaction;

    SqliteReader(Session session) throws SQLException {
        this.session = session;
        this.connection = session.connection().unwrap(SQLiteConnection.class);
    }

    @Override
    protected Session begin() {
        // A transaction that is not ended would be the next unit of work's.
        endTransaction();
        inTransaction = true;
        session.execute("BEGIN");
        return session;
    }

    @Override
    protected void end(Session ended) {
        endTransaction();
    }

    /** Ends the transaction, be it one that could not be ended before, for lack of memory. */
    private void endTransaction() {
        if (inTransaction) {
            session.rollBack();
            inTransaction = false;
        }
    }

    @Override
    protected void interrupt() throws SQLException {
        connection.getDatabase().interrupt();
    }

    @Override
    public void close() {
        session.close();
    }
}
