package io.serialpass.storage.jdbc;

import io.serialpass.storage.UnusableStorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A file that holds a store, or is to hold one: makes it, looks into it, connects to it. */
final class SqliteFile {

    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int WRITER_CACHE_KIB = 64 * 1024;
    private static final int READER_CACHE_KIB = 8 * 1024;
    private static final int WAL_LIMIT_BYTES = 128 * 1024 * 1024;
    private static final int PAGES_BEFORE_CHECKPOINT = 32_768;

    private final Path path;

    SqliteFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Makes the file where there is none, so that no one but its owner can read what customers hold. */
    void createIfMissing() {
        if (Files.exists(path)) {
            return;
        }
        try {
            Path directory = path.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "The store " + path + " cannot be made: " + reason(e)
                            + ". Name a file in a directory that this user can write.",
                    e);
        }
    }

    /** Refuses a file that is missing, or that this user may not read and write. */
    void requireUsable() {
        if (!Files.exists(path)) {
            throw new UnusableStorageException(
                    "There is no store " + path + ". Name the file that 'serve' works with.");
        }
        if (Files.isDirectory(path)) {
            throw new UnusableStorageException(path + " is a directory. Name a file in it.");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw new UnusableStorageException("The store " + path + " cannot be read and written by this user.");
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
    }

    /**
     * The names of the tables that the file holds.
     *
     * @throws UnusableStorageException if the file is no SQLite database
     */
    Set<String> tables() {
        try (Connection connection = connect(new SQLiteConfig());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    UnusableStorageException unusable(SQLException e) {
        if (e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
            return notAStore();
        }
        return new UnusableStorageException("The store " + path + " cannot be opened: " + e.getMessage(), e);
    }

    UnusableStorageException notAStore() {
        return new UnusableStorageException(
                path + " is not a Serialpass store. Name another file, or move this one away.");
    }

    Connection openWriter() throws SQLException {
        SQLiteConfig config = shared();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setJournalSizeLimit(WAL_LIMIT_BYTES);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(PAGES_BEFORE_CHECKPOINT));
        return connect(config);
    }

    Connection openReader() throws SQLException {
        SQLiteConfig config = shared();
        config.setReadOnly(true);
        config.setCacheSize(-READER_CACHE_KIB);
        return connect(config);
    }

    private static SQLiteConfig shared() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    private Connection connect(SQLiteConfig config) throws SQLException {
        return JDBC.createConnection(url(), config.toProperties());
    }

    String url() {
        return "jdbc:sqlite:" + path;
    }
}
