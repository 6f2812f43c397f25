package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageProvider;
import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.StoreTables;
import io.serialpass.storage.UnusableStorageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Opens a store in an SQLite file for a URL such as {@code jdbc:sqlite:serialpass.db}. The file is made where there is
 * none, readable by its owner alone, and upgraded where it is of an older version. Files in the same place whose names end
 * in {@code -wal} and {@code -shm} belong to it; one that ends in {@code -lock} tells programs of each other, and may stay.
 *
 * @since 0.1
 */
public final class SqliteStorageProvider implements StorageProvider {

    private static final String PREFIX = "jdbc:sqlite:";

    /** For {@link java.util.ServiceLoader}. */
    public SqliteStorageProvider() {}

    @Override
    public String urlPattern() {
        return PREFIX + "FILE";
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public Storage open(String url, StorageOptions options) {
        return SqliteStorage.open(path(url), options);
    }

    @Override
    public void backup(String url, Path file, boolean overwrite) {
        SqliteFile store = new SqliteFile(path(url));
        store.requireUsable();
        new StoreBackup(store.real(), new SecureRandom(), Clock.systemUTC())
                .make(file.toAbsolutePath().normalize(), overwrite);
    }

    @Override
    public Optional<Path> restore(String url, Path backup) {
        return new StoreBackup(new SqliteFile(path(url)).real(), new SecureRandom(), Clock.systemUTC())
                .restore(backup.toAbsolutePath().normalize());
    }

    @Override
    public void check(String url, Consumer<StoreFinding> findings) {
        SqliteFile store = new SqliteFile(path(url));
        store.requireUsable();
        new StoreExaminer(store.real(), findings).examine();
    }

    @Override
    public StoreTables tablesToRead(String url) {
        return SqliteTables.toRead(path(url));
    }

    @Override
    public StoreTables tablesToFill(String url) {
        return SqliteTables.toFill(path(url));
    }

    private static Path path(String url) {
        String file = url.substring(PREFIX.length());
        // The driver would take these for an in-memory database, a URI, and settings of its own.
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:") || file.indexOf('?') >= 0) {
            throw new UnusableStorageException("'" + url + "' names no file. Write " + PREFIX
                    + " and the path of a file, or memory: for a store that is not kept.");
        }
        try {
            return Path.of(file).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UnusableStorageException("'" + file + "' is no path of a file: " + e.getReason(), e);
        }
    }
}
