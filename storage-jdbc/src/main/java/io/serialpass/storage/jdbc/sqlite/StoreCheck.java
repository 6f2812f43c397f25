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
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Looks at a store that nobody works with, before it is used: whether its log is its own, and whether it is damaged. */
final class StoreCheck {

    /** An ask costs less than a page. */
    private static final int PAGES_BETWEEN_LOOKS = 10;

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
    private boolean requireSound(Optional<Duration> most) {
        try (Connection connection = file.openReader();
                Statement statement = connection.createStatement()) {
            if (most.isPresent()) {
                ProgressHandler.setHandler(connection, PAGES_BETWEEN_LOOKS, new Limit(most.get()));
            }
            try (ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
                String finding = rows.next() ? rows.getString(1) : "nothing was found out";
                if (!finding.equals("ok")) {
                    throw file.damaged(finding.replaceAll("\\s+", " "));
                }
                return true;
            }
        } catch (SQLException e) {
            if (e instanceof SQLiteException sqlite
                    && SqliteErrors.primary(sqlite.getResultCode()) == SQLiteErrorCode.SQLITE_INTERRUPT) {
                return false;
            }
            throw file.unusable(e);
        }
    }

    /** Ends the check once its time is over. SQLite asks on the thread that checks, each time that it has looked at some pages. */
    private static final class Limit extends ProgressHandler {

        private final long began = System.nanoTime();
        private final long most;

        Limit(Duration most) {
            this.most = most.toNanos();
        }

        @Override
        protected int progress() {
            return System.nanoTime() - began > most ? 1 : 0;
        }
    }
}
