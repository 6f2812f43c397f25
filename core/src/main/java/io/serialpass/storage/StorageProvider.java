package io.serialpass.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens storages of one kind. Found by {@link java.util.ServiceLoader}; safe for use by many threads.
 *
 * @since 0.1
 */
public interface StorageProvider {

    /**
     * The URLs of this kind, for a message that lists the storages that are available.
     *
     * @return for example {@code jdbc:sqlite:FILE}
     */
    String urlPattern();

    /**
     * Whether a URL is of this kind.
     *
     * @param url any text
     * @return true if {@link #open} is to be asked
     */
    boolean accepts(String url);

    /**
     * Opens a storage. If needed, it makes or upgrades the store.
     *
     * @param url a URL of this kind
     * @param options its limits
     * @return the storage, which the caller closes
     * @throws UnusableStorageException if it cannot be opened
     */
    Storage open(String url, StorageOptions options);

    /**
     * Copies a store into a file, all as of one moment, while others may work with the store. The copy was checked when this
     * method returns, and survives a crash. If this method throws, the file is as it was before.
     *
     * @param url a URL of this kind
     * @param file the file to make
     * @param overwrite whether a file that is there is replaced
     * @throws UnusableStorageException if the store cannot be copied, or storages of this kind have no backups
     */
    default void backup(String url, Path file, boolean overwrite) {
        throw withoutBackups();
    }

    /**
     * Puts a backup into the place of a store that nobody works with. The backup is checked before, and stays. The store that
     * was there is kept under another name. If this method throws, the store is as it was before.
     *
     * @param url a URL of this kind
     * @param backup a file that {@link #backup} made
     * @return the name under which the store is kept that was there; empty if there was none
     * @throws UnusableStorageException if a program works with the store, the backup is none, or storages of this kind have
     *     no backups
     */
    default Optional<Path> restore(String url, Path backup) {
        throw withoutBackups();
    }

    private UnusableStorageException withoutBackups() {
        return new UnusableStorageException("A store of " + urlPattern() + " has no backups. Name one that is a file.");
    }
}
