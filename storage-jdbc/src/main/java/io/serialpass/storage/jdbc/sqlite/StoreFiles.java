package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a store that is open, as they were when it was opened. SQLite works on with files that have lost their names,
 * and what it writes there is gone with the process. So this class looks whether the names still lead to the same files.
 * Where files have no keys (Windows), the system keeps open files from being moved. Immutable.
 */
final class StoreFiles {

    private final Path store;
    private final Map<Path, Object> keys = new LinkedHashMap<>();

    /** Remembers the files of a store that a connection has opened and read. */
    StoreFiles(Path store) {
        this.store = store;
        for (Path file : new Path[] {store, wal(store), shm(store)}) {
            key(file).ifPresent(key -> keys.put(file, key));
        }
    }

    /** The write-ahead log of a store. */
    static Path wal(Path store) {
        return Path.of(store + "-wal");
    }

    /** The index of the write-ahead log, which SQLite makes anew where it is missing. */
    static Path shm(Path store) {
        return Path.of(store + "-shm");
    }

    private static Optional<Object> key(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Throws where one of the files is not where it was opened. */
    void requireInPlace() {
        keys.forEach((file, key) -> {
            if (!key(file).equals(Optional.of(key))) {
                throw new StorageUnavailableException(
                        Reason.MOVED,
                        "The store's file " + file.getFileName()
                                + " was moved, replaced or removed while it was in use."
                                + " Nothing is written until it is back, or the server is started again.");
            }
        });
    }

    /** Whether another file stands where one of these was. SQLite would take it for its own when it closes. */
    boolean areReplaced() {
        return keys.entrySet().stream()
                .anyMatch(entry -> key(entry.getKey())
                        .filter(key -> !key.equals(entry.getValue()))
                        .isPresent());
    }

    /** How many bytes can still be written to the disk of the store. */
    long usableSpace() throws IOException {
        return Files.getFileStore(store).getUsableSpace();
    }
}
