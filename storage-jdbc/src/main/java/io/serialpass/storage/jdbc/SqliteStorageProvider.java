package io.serialpass.storage.jdbc;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageProvider;
import io.serialpass.storage.UnusableStorageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Opens a store in an SQLite file for a URL such as {@code jdbc:sqlite:serialpass.db}. The file is made where there is
 * none, readable by its owner alone, and upgraded where it is of an older version. Files in the same place whose names end
 * in {@code -wal} and {@code -shm} belong to it.
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
        String file = url.substring(PREFIX.length());
        // The driver would take these for an in-memory database, a URI, and settings of its own.
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:") || file.indexOf('?') >= 0) {
            throw new UnusableStorageException("'" + url + "' names no file. Write " + PREFIX
                    + " and the path of a file, or memory: for a store that is not kept.");
        }
        try {
            return SqliteStorage.open(Path.of(file).toAbsolutePath().normalize(), options);
        } catch (InvalidPathException e) {
            throw new UnusableStorageException("'" + file + "' is no path of a file: " + e.getReason(), e);
        }
    }
}
