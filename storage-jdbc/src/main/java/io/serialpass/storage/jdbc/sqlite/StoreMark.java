package io.serialpass.storage.jdbc.sqlite;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The mark that a commit leaves in the first page of the file: a random number, and the number of the commit before. So the
 * marks of a store form a chain, and it shows whether a write-ahead log goes on from a file or belongs to another one.
 * SQLite itself does not look: it would mix them.
 *
 * <p>The numbers are the two that SQLite leaves to programs, {@code application_id} and {@code user_version}. They stand at
 * fixed places of the first page (https://www.sqlite.org/fileformat2.html, section 1.3). A copy that {@code VACUUM INTO} or
 * the backup interface makes has the numbers of its original and a schema number that is one higher.
 *
 * @param previous the number of the commit before
 * @param current the number of the last commit: even where the store was closed after it, zero where there is no mark
 * @param schema SQLite's number of the schema
 */
record StoreMark(int previous, int current, int schema) {

    private static final int SCHEMA_OFFSET = 40;
    private static final int CURRENT_OFFSET = 60;
    private static final int PREVIOUS_OFFSET = 68;

    /** Reads the mark from the first page of a file. */
    static StoreMark of(ByteBuffer page) {
        return new StoreMark(page.getInt(PREVIOUS_OFFSET), page.getInt(CURRENT_OFFSET), page.getInt(SCHEMA_OFFSET));
    }

    /** Reads the mark that a connection sees. */
    static StoreMark of(Connection connection) throws SQLException {
        return new StoreMark(
                number(connection, "application_id"),
                number(connection, "user_version"),
                number(connection, "schema_version"));
    }

    private static int number(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + pragma)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Writes a mark within the transaction of a connection, or in one of its own. The statements are used once each. */
    static void write(Connection connection, int previous, int current) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + previous);
            statement.execute("PRAGMA user_version = " + current);
        }
    }

    /** The number of a commit after which work goes on. */
    static int open(int random) {
        return random | 1;
    }

    /** The number of the commit that closes a store. */
    static int closed(int random) {
        return random == 0 || random == 1 ? 2 : random & ~1;
    }

    /** Whether the program that wrote last has closed the store. */
    boolean isClosed() {
        return (current & 1) == 0;
    }

    /**
     * Whether a write-ahead log goes on from a file with this mark. The file is the one that the log began with, or as one
     * of the commits in the log has left it. Programs that are not ours commit without a mark of their own.
     *
     * @param log the marks of the commits in the log, in their order; those that left no mark are missing
     */
    boolean isContinuedBy(List<StoreMark> log) {
        if (log.isEmpty() || log.contains(this)) {
            return true;
        }
        StoreMark first = log.get(0);
        boolean nextCommit = first.previous == current && first.schema == schema;
        boolean commitOfAnotherProgram =
                first.previous == previous && first.current == current && first.schema >= schema;
        return nextCommit || commitOfAnotherProgram;
    }
}
