package io.serialpass.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * Checks whether a store is sound. Others may work with the store meanwhile. No row of the store is changed. If this method is not
     * overridden, the store is opened, and all checks are made that need nothing but a view of it.
     *
     * @param url a URL of this kind
     * @param findings receives what each check found, as soon as it is done
     * @throws UnusableStorageException if there is no store that can be looked into
     * @since 0.1
     */
    default void check(String url, Consumer<StoreFinding> findings) {
        StorageOptions patient = StorageOptions.defaults().existing().withReadTimeout(Duration.ofDays(1));
        try (Storage storage = open(url, patient)) {
            storage.read(view -> {
                StoreExamination.all(view, findings);
                return true;
            });
        }
    }

    /**
     * Opens the tables of a store that is to be copied. Nobody changes the store until they are closed.
     *
     * @param url a URL of this kind
     * @return the tables, which the caller closes
     * @throws UnusableStorageException if there is no store, a server works with it, it is of another version than this program's,
     *     or storages of this kind cannot be copied
     */
    default StoreTables tablesToRead(String url) {
        throw withoutCopies();
    }

    /**
     * Makes a store that is to be filled, or opens one that was not finished. It is refused as a storage until it is finished.
     *
     * @param url a URL of this kind
     * @return the tables, which the caller closes
     * @throws UnusableStorageException if the store has rows that no copy has brought, a server works with it, it was begun by
     *     another version of the program, or storages of this kind cannot be filled
     */
    default StoreTables tablesToFill(String url) {
        throw withoutCopies();
    }

    private UnusableStorageException withoutCopies() {
        return new UnusableStorageException(
                "A store of " + urlPattern() + " cannot be copied. Name one that is kept, such as a file.");
    }

    private UnusableStorageException withoutBackups() {
        return new UnusableStorageException("A store of " + urlPattern() + " has no backups. Name one that is a file.");
    }
}
