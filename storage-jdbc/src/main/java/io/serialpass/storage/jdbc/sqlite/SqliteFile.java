package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.UnusableStorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
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

    static final int WRITER_CACHE_KIB = 64 * 1024;

    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int WRITER_BUSY_TIMEOUT_MILLIS = 20;
    private static final int READER_CACHE_KIB = 8 * 1024;
    private static final int WAL_LIMIT_BYTES = 128 * 1024 * 1024;
    private static final int PAGES_BEFORE_CHECKPOINT = 32_768;

    private static final String STORE_REMEDY =
            "Bring a backup back with 'serialpass restore BACKUP', which keeps the damaged store beside it.";
    private static final String BACKUP_REMEDY = "Bring another backup back.";

    private final Path path;
    private final String name;
    private final String remedy;

    /** A store. */
    SqliteFile(Path path) {
        this(path, "The store ", STORE_REMEDY);
    }

    private SqliteFile(Path path, String kind, String remedy) {
        this.path = path;
        this.name = kind + path;
        this.remedy = remedy;
    }

    /** A store that is to be brought back: messages call it a backup. */
    static SqliteFile ofBackup(Path path) {
        return new SqliteFile(path, "The backup ", BACKUP_REMEDY);
    }

    Path path() {
        return path;
    }

    /** The same file, named without symbolic links, as SQLite names the files that it puts beside it. */
    SqliteFile real() {
        try {
            return Files.exists(path) ? new SqliteFile(path.toRealPath()) : this;
        } catch (IOException e) {
            throw new UnusableStorageException("The store " + path + " cannot be reached: " + reason(e) + ".", e);
        }
    }

    /** Makes the file where there is none, so that no one but its owner can read what customers hold. */
    void createIfMissing() {
        if (Files.exists(path)) {
            return;
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            // A mistyped name would otherwise be a new, empty store.
            throw new UnusableStorageException(
                    "There is no directory " + directory + " for the store. Make it first, or name another file.");
        }
        Path wal = StoreFiles.wal(path);
        if (wal.toFile().length() > 0) {
            throw new UnusableStorageException("There is no store " + path + ", and yet there is its log " + wal
                    + ". Put both in one place again; or restore a backup, which takes the place of both.");
        }
        try {
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

    /** Refuses a backup that is missing, or that this user may not read. */
    void requireReadable() {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UnusableStorageException(
                    Files.exists(path)
                            ? path + " is not a file that this user can read."
                            : "There is no file " + path + ".");
        }
    }

    static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
    }

    /**
     * The names of the tables that the file holds.
     *
     * @throws UnusableStorageException if the file is no SQLite database
     */
    Set<String> tables() {
        try (Connection connection = openPlain();
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
        if (e instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = SqliteErrors.primary(sqlite.getResultCode());
            if (code == SQLiteErrorCode.SQLITE_NOTADB) {
                return notAStore();
            }
            if (code == SQLiteErrorCode.SQLITE_CORRUPT) {
                return damaged(String.valueOf(e.getMessage()));
            }
        }
        return new UnusableStorageException(name + " cannot be opened: " + e.getMessage(), e);
    }

    UnusableStorageException damaged(String finding) {
        return new UnusableStorageException(name + " is damaged (" + finding + "). " + remedy);
    }

    UnusableStorageException notAStore() {
        return new UnusableStorageException(
                path + " is not a Serialpass store. Name another file, or move this one away.");
    }

    /** Opens the connection of the writing thread, which does the waiting for other programs by itself. */
    Connection openWriter() throws SQLException {
        SQLiteConfig config = writing();
        config.setBusyTimeout(WRITER_BUSY_TIMEOUT_MILLIS);
        return connect(config);
    }

    /** Opens a connection that does what is done beside the writing thread. */
    Connection openHelper() throws SQLException {
        return connect(writing());
    }

    private static SQLiteConfig writing() {
        SQLiteConfig config = shared();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setJournalSizeLimit(WAL_LIMIT_BYTES);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(PAGES_BEFORE_CHECKPOINT));
        return config;
    }

    Connection openReader() throws SQLException {
        SQLiteConfig config = shared();
        config.setReadOnly(true);
        config.setCacheSize(-READER_CACHE_KIB);
        return connect(config);
    }

    /**
     * Reads the mark in the file alone, as if it had no write-ahead log. The connection takes no locks.
     *
     * @throws UnusableStorageException if the file is no SQLite database
     */
    StoreMark markWithoutLog() {
        String url = "jdbc:sqlite:file://" + path.toUri().getRawPath() + "?immutable=1";
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = JDBC.createConnection(url, config.toProperties())) {
            return StoreMark.of(connection);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Opens the file as it is, and leaves the way it is written as it is. */
    Connection openPlain() throws SQLException {
        return connect(new SQLiteConfig());
    }

    private static SQLiteConfig shared() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        // Nobody asks for them. The driver would search each statement for INSERT, and run another one after each.
        config.setGetGeneratedKeys(false);
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
