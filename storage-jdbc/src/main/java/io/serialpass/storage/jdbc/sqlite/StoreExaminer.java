package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.jdbc.JdbcView;
import io.serialpass.storage.jdbc.StoreRules;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sqlite.lists.SqliteLists;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks whether the store in a file is sound, through connections that only read. Servers may work with the store meanwhile. */
final class StoreExaminer {

    /** The log of writes has up to 128 MB; the rest is for what comes after the warning. */
    private static final long LEAST_SPACE = 256L << 20;

    private static final String RESTORE = "Bring a backup back with 'serialpass restore BACKUP'.";

    private final SqliteFile file;
    private final Consumer<StoreFinding> findings;

    StoreExaminer(SqliteFile file, Consumer<StoreFinding> findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Makes all checks; those of the rows only where the tables are those that this program knows. */
    @SuppressWarnings("try") // the lock is there to be held
    void examine() {
        file.requireUsable();
        StoreCheck check = new StoreCheck(file);
        try (StoreLock lock = StoreLock.shared(file.path(), check::requireOwnLog)) {
            space();
            int version = SqliteSchema.requireKnown(file);
            if (StoreRules.isOfVersion(version, SqliteSchema.VERSION, findings)) {
                pages();
                rows();
            }
        }
    }

    private void space() {
        try {
            long free = Files.getFileStore(file.path()).getUsableSpace();
            String seen = "The store has " + megabytes(Files.size(file.path())) + ", its log "
                    + megabytes(StoreFiles.wal(file.path()).toFile().length()) + ", and its disk has " + megabytes(free)
                    + " left.";
            findings.accept(
                    free < LEAST_SPACE
                            ? StoreFinding.wrong("space", seen, "Make room: the log of writes alone has up to 128 MB.")
                            : StoreFinding.sound("space", seen));
        } catch (IOException e) {
            findings.accept(StoreFinding.wrong(
                    "space",
                    "The space that is left cannot be told: " + SqliteFile.reason(e) + ".",
                    "Look at the disk."));
        }
    }

    private static String megabytes(long bytes) {
        return bytes / (1 << 20) + " MB";
    }

    /** Each page, and each index against the rows of its table. */
    private void pages() {
        try (Connection connection = file.openReader()) {
            List<String> damage = texts(connection, "PRAGMA integrity_check(3)");
            findings.accept(
                    damage.equals(List.of("ok"))
                            ? StoreFinding.sound(
                                    "integrity", "No page is damaged, and each index has the rows of its table.")
                            : StoreFinding.wrong(
                                    "integrity", "The store is damaged: " + String.join("; ", damage) + ".", RESTORE));
            List<String> lost = texts(connection, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1");
            findings.accept(
                    lost.isEmpty()
                            ? StoreFinding.sound("references", "Each row that a row names is there.")
                            : StoreFinding.wrong(
                                    "references",
                                    "Rows of the table " + lost.get(0) + " name rows that are not there.",
                                    RESTORE));
        } catch (SQLException e) {
            findings.accept(StoreFinding.wrong("integrity", String.valueOf(e.getMessage()) + ".", RESTORE));
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1).replaceAll("\\s+", " "));
            }
            return texts;
        }
    }

    private void rows() {
        try (Session session = Session.of(file.openReader(), SqliteDialect.SQLITE)) {
            session.execute("BEGIN");
            StoreRules.check(session, new JdbcView(session, new SqliteLists(session)), findings);
            session.rollBack();
        } catch (SQLException e) {
            throw file.unusable(e);
        }
    }
}
