package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.turn.Turn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Reads for one thread at a time, and can be told by another thread to stop.
 *
 * @since 0.1
 */
public abstract class Reader implements AutoCloseable {

    /** When the unit of work under way began, by {@link System#nanoTime()}; of no meaning unless {@link #busy}. */
    private long began;

    /** How long the unit of work under way may take; of no meaning unless {@link #busy}. */
    private Duration most = Duration.ZERO;

    /** For whom the unit of work under way is done; of no meaning unless {@link #busy}. */
    private Turn turn = Turn.ANYBODY;

    private boolean busy;

    /** Begins a transaction that sees one snapshot. */
    protected abstract Session begin();

    /** Ends the transaction. Nobody stops it any more. */
    protected abstract void end(Session session);

    /** Ends the statement under way, which then throws. */
    protected abstract void interrupt() throws SQLException;

    /** Frees what this reader holds between its transactions. */
    @Override
    public abstract void close();

    final <T> T read(Turn reading, Duration longest, Function<Session, T> work) {
        Session session = begin();
        try {
            started(reading, longest);
            return work.apply(session);
        } finally {
            // From here on nobody stops it.
            ended();
            end(session);
        }
    }

    private synchronized void started(Turn reading, Duration longest) {
        turn = reading;
        most = longest;
        began = System.nanoTime();
        busy = true;
    }

    private synchronized void ended() {
        busy = false;
    }

    /** Ends the unit of work under way if it takes longer than it may, or if its client has gone. */
    final synchronized void interruptIfLate() throws SQLException {
        if (busy && (System.nanoTime() - began > most.toNanos() || turn.isGone())) {
            interrupt();
        }
    }
}
