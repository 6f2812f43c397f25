package io.serialpass.storage.memory;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageProvider;
import io.serialpass.storage.UnusableStorageException;

/**
 * Opens an empty {@link MemoryStorage} for the URL {@code memory:}.
 *
 * @since 0.1
 */
public final class MemoryStorageProvider implements StorageProvider {

    /** For {@link java.util.ServiceLoader}. */
    public MemoryStorageProvider() {}

    @Override
    public String urlPattern() {
        return "memory:";
    }

    @Override
    public boolean accepts(String url) {
        return url.equals("memory:");
    }

    @Override
    public Storage open(String url, StorageOptions options) {
        if (!options.mayCreate()) {
            throw new UnusableStorageException("A store of memory: is empty when it is opened. Name one that is kept.");
        }
        return new MemoryStorage(options);
    }
}
