package io.serialpass.storage;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Opens the storage that a URL names, of the kinds on the class path. */
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
                        + "."))
                .open(url, options);
    }

    /** The part of a URL that can hold no password. */
    private static String scheme(String url) {
        int end = url.indexOf(':', url.startsWith("jdbc:") ? "jdbc:".length() : 0);
        return end < 0 ? url : url.substring(0, end + 1);
    }
}
