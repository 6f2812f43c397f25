package io.serialpass.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Opens the storage that a URL names, of the kinds on the class path.
 *
 * @since 0.1
 */
public final class Storages {

    private Storages() {}

    /**
     * Opens a storage with the {@linkplain StorageOptions#defaults() default limits}.
     *
     * @param url for example {@code memory:} or {@code jdbc:sqlite:serialpass.db}
     * @return the storage, which the caller closes
     * @throws UnusableStorageException if no storage of this kind is on the class path, or it cannot be opened
     */
    public static Storage open(String url) {
        return open(url, StorageOptions.defaults());
    }

    /**
     * Opens a storage.
     *
     * @param url for example {@code memory:} or {@code jdbc:sqlite:serialpass.db}
     * @param options its limits
     * @return the storage, which the caller closes
     * @throws UnusableStorageException if no storage of this kind is on the class path, or it cannot be opened
     */
    public static Storage open(String url, StorageOptions options) {
        return provider(url).open(url, options);
    }

    /**
     * Copies a store into a file, while others may work with the store.
     *
     * @param url for example {@code jdbc:sqlite:serialpass.db}
     * @param file the file to make
     * @param overwrite whether a file that is there is replaced
     * @throws UnusableStorageException if the store cannot be copied
     * @see StorageProvider#backup
     */
    public static void backup(String url, Path file, boolean overwrite) {
        provider(url).backup(url, file, overwrite);
    }

    /**
     * Puts a backup into the place of a store that nobody works with.
     *
     * @param url for example {@code jdbc:sqlite:serialpass.db}
     * @param backup a file that {@link #backup} made
     * @return the name under which the store is kept that was there; empty if there was none
     * @throws UnusableStorageException if a program works with the store, or the backup is none
     * @see StorageProvider#restore
     */
    public static Optional<Path> restore(String url, Path backup) {
        return provider(url).restore(url, backup);
    }

    /**
     * Checks whether a store is sound. Others may work with the store meanwhile. No row of the store is changed.
     *
     * @param url for example {@code jdbc:sqlite:serialpass.db}
     * @param findings receives what each check found, as soon as it is done
     * @throws UnusableStorageException if there is no store that can be looked into
     * @see StorageProvider#check
     * @since 0.1
     */
    public static void check(String url, Consumer<StoreFinding> findings) {
        provider(url).check(url, findings);
    }

    /**
     * Copies all rows of a store that nobody works with into a new store, which may be of another kind. If a copy was interrupted, the
     * next one goes on where it was. If somebody changed the first store between the two, the next one fails at its end.
     *
     * @param from the URL of a store, which stays as it is
     * @param to the URL of the store to make; servers refuse it until it is complete
     * @param taker is told of each table when its rows were counted and digested in both stores, and are the same
     * @throws UnusableStorageException if the one store cannot be read, the other cannot be filled, a server works with one of them,
     *     or both differ at the end
     * @throws StorageException if a row cannot be read or stored
     * @see StorageProvider#tablesToRead
     * @see StorageProvider#tablesToFill
     */
    public static void copy(String from, String to, Consumer<CopiedTable> taker) {
        try (StoreTables read = provider(from).tablesToRead(from);
                StoreTables filled = provider(to).tablesToFill(to)) {
            new StoreTransfer(read, filled).run(taker);
        }
    }

    private static StorageProvider provider(String url) {
        List<StorageProvider> providers = ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return providers.stream()
                .filter(provider -> provider.accepts(url))
                .findFirst()
                .orElseThrow(() -> new UnusableStorageException("No storage understands a URL that starts with '"
                        + scheme(url) + "'. Use "
                        + providers.stream()
                                .map(StorageProvider::urlPattern)
                                .sorted()
                                .collect(Collectors.joining(" or "))
                        + "."));
    }

    /** The part of a URL that can hold no password. */
    private static String scheme(String url) {
        int end = url.indexOf(':', url.startsWith("jdbc:") ? "jdbc:".length() : 0);
        return end < 0 ? url : url.substring(0, end + 1);
    }
}
