package io.serialpass.storage.shelf;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageProvider;

/** Opens stores of the kind {@code shelf:}. */
public final class ShelfStorageProvider implements StorageProvider {

    @Override
    public String urlPattern() {
        return "shelf:";
    }

    @Override
    public boolean accepts(String url) {
        return url.equals("shelf:");
    }

    @Override
    public Storage open(String url, StorageOptions options) {
        return new ShelfStorage();
    }
}
