package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.turn.Turn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.sqlite.SQLiteConnection;

/** One connection that reads, for one thread at a time, and can be told by another thread to stop. */
final class Reader implements AutoCloseable {

    private final Session session;
    private final SQLiteConnection connection;

    /** When the unit of work under way began, by {@link System#nanoTime()}; of no meaning unless {@link #busy}. */
    private long began;

    /** How long the unit of work under way may take; of no meaning unless {@link #busy}. */
    private Duration most = Duration.ZERO;

    /** For whom the unit of work under way is done; of no meaning unless {@link #busy}. */
    private Turn turn = Turn.ANYBODY;

    private boolean busy;

    /** Of the thread that reads alone. */
    private boolean inTransaction;

    Reader(Session session) throws SQLException {
        this.session = session;
        this.connection = session.connection().unwrap(SQLiteConnection.class);
    }

    <T> T read(Turn reading, Duration longest, Function<Session, T> work) {
        // A transaction that is not ended would be the next unit of work's.
        endTransaction();
        inTransaction = true;
        session.execute("BEGIN");
        try {
            begin(reading, longest);
            return work.apply(session);
        } finally {
            // From here on nobody stops it.
            end();
            endTransaction();
        }
    }

    /** Ends the transaction, be it one that could not be ended before, for lack of memory. */
    private void endTransaction() {
        if (inTransaction) {
            session.rollBack();
            inTransaction = false;
        }
    }

    private synchronized void begin(Turn reading, Duration longest) {
        turn = reading;
        most = longest;
        began = System.nanoTime();
        busy = true;
    }

    private synchronized void end() {
        busy = false;
    }

    /** Ends the unit of work under way if it takes longer than it may, or if its client has gone. */
    synchronized void interruptIfLate() throws SQLException {
        if (busy && (System.nanoTime() - began > most.toNanos() || turn.isGone())) {
            connection.getDatabase().interrupt();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
