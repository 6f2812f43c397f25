package io.serialpass.storage;

/** Opens storages of one kind. Found by {@link java.util.ServiceLoader}; safe for use by many threads. */
public interface StorageProvider {

    /**
     * The URLs of this kind, for a message that lists what is available.
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
     * Opens a storage, and makes or upgrades what it keeps where that is needed.
     *
     * @param url a URL of this kind
     * @param options its limits
     * @return the storage, which the caller closes
     * @throws UnusableStorageException if it cannot be opened
     */
    Storage open(String url, StorageOptions options);
}
