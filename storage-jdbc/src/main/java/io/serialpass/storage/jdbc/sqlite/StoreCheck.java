package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.UnusableStorageException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Looks at a store that nobody works with, before it is used: whether its log is its own, and whether it is damaged. */
final class StoreCheck {

    private static final Logger LOGGER = System.getLogger(StoreCheck.class.getName());

    /** How long a start waits for the check of a store that was not closed. */
    static final Duration MOST_AT_START = Duration.ofSeconds(60);

    private final SqliteFile file;

    StoreCheck(SqliteFile file) {
        this.file = file;
    }

    /**
     * Checks that the write-ahead log beside the file goes on from the file. SQLite would take any log that is whole.
     *
     * @return whether the store was left open, by a process that was killed or a machine that failed
     * @throws UnusableStorageException if the log is that of another store, or of another copy of this one
     */
    boolean requireOwnLog() {
        StoreMark mark = file.markWithoutLog();
        try {
            WalFile log = WalFile.of(StoreFiles.wal(file.path()));
            if (!mark.isContinuedBy(log.marks())) {
                throw new UnusableStorageException("The log " + StoreFiles.wal(file.path())
                        + " does not belong to the store " + file.path()
                        + ": one of them was copied here, or is not complete. Put the store and its log of the same moment"
                        + " in place; or bring a backup back with 'serialpass restore BACKUP', which takes the place of both."
                        + " If the store alone is what you want, move the log away.");
            }
            return log.commits() > 0 || !mark.isClosed();
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "The log " + StoreFiles.wal(file.path()) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Checks a store that was left open. The check takes about 3 s of one processor for each GB, and the time that the disk
     * needs. After a while it is given up, so that a large store can be used again.
     *
     * @param most how long it may take
     * @throws UnusableStorageException if the store is damaged
     */
    void requireSoundAfterCrash(Duration most) {
        long began = System.nanoTime();
        LOGGER.log(
                Level.INFO,
                "The store {0} ({1} MB) was not closed when it was last used. It is checked now, for {2} s at most.",
                file.path(),
                size() >> 20,
                most.toSeconds());
        boolean finished = requireSound(Optional.of(most));
        double seconds = (System.nanoTime() - began) / 1e9;
        if (finished) {
            LOGGER.log(
                    Level.INFO,
                    "The check of the store {0} took {1} s and found no damage.",
                    file.path(),
                    round(seconds));
        } else {
            LOGGER.log(
                    Level.WARNING,
                    "The check of the store {0} was not finished after {1} s, and the store is used all the same."
                            + " Check a backup of it: ''serialpass backup FILE'' does so.",
                    file.path(),
                    round(seconds));
        }
    }

    private static String round(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private long size() {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Checks every page of the store, however long it takes.
     *
     * @throws UnusableStorageException if the store is damaged
     */
    void requireSound() {
        requireSound(Optional.empty());
    }

    /** Whether the check came to its end. */
    @SuppressWarnings("try") // the interruption is there to be ended
    private boolean requireSound(Optional<Duration> most) {
        try (Connection connection = file.openReader();
                Interruption interruption = new Interruption(connection, most);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String finding = rows.next() ? rows.getString(1) : "nothing was found out";
            if (!finding.equals("ok")) {
                throw file.damaged(finding.replaceAll("\\s+", " "));
            }
            return true;
        } catch (SQLException e) {
            if (e instanceof SQLiteException sqlite
                    && SqliteErrors.primary(sqlite.getResultCode()) == SQLiteErrorCode.SQLITE_INTERRUPT) {
                return false;
            }
            throw file.unusable(e);
        }
    }

    /**
     * Ends the statement of a connection, after some time. An interruption is lost on a connection whose statement has not begun,
     * so it comes again and again.
     */
    private static final class Interruption implements AutoCloseable {

        private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(1);

        private final SQLiteConnection connection;
        private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(0);
        private final Optional<ScheduledFuture<?>> scheduled;
        private boolean closed;

        Interruption(Connection connection, Optional<Duration> after) throws SQLException {
            this.connection = connection.unwrap(SQLiteConnection.class);
            scheduled = after.map(time -> thread.scheduleWithFixedDelay(
                    this::interrupt, time.toNanos(), NANOS_BETWEEN, TimeUnit.NANOSECONDS));
        }

        private synchronized void interrupt() {
            try {
                if (!closed) {
                    connection.getDatabase().interrupt();
                }
            } catch (SQLException e) {
                LOGGER.log(Level.WARNING, "The check of a store could not be ended", e);
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            scheduled.ifPresent(one -> one.cancel(false));
            thread.shutdown();
        }
    }
}
