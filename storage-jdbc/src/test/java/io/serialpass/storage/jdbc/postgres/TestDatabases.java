package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageProvider;
import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreFinding;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Opens a database for a URL with the directory of a test, as the kit makes one for each test. */
public final class TestDatabases implements StorageProvider {

    static final String PREFIX = "test-postgresql:";

    /** Where the kit puts the directory. */
    static final String EACH = PREFIX + "{directory}";

    @Override
    public String urlPattern() {
        return PREFIX + "DIRECTORY";
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public Storage open(String url, StorageOptions options) {
        Path directory = Path.of(url.substring(PREFIX.length()));
        return Storages.open(PostgresServer.shared().urlOf(directory), options);
    }

    @Override
    public void check(String url, Consumer<StoreFinding> findings) {
        Path directory = Path.of(url.substring(PREFIX.length()));
        Storages.check(PostgresServer.shared().urlOf(directory), findings);
    }
}
