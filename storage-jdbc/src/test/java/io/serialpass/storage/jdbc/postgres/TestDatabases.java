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

    private static final String WHOLE = "test-postgresql:";
    private static final String IN_PARTITIONS = "test-partitions:";

    /** Where the kit puts the directory. */
    private static final String DIRECTORY = "{directory}";

    static final String EACH = WHOLE + DIRECTORY;

    /** Each with its large tables in partitions. */
    static final String PARTITIONED = IN_PARTITIONS + DIRECTORY;

    @Override
    public String urlPattern() {
        return WHOLE + "DIRECTORY";
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(WHOLE) || url.startsWith(IN_PARTITIONS);
    }

    private static String database(String url) {
        Path directory = Path.of(url.substring(url.indexOf(':') + 1));
        return PostgresServer.shared()
                .urlOf(
                        directory,
                        url.startsWith(IN_PARTITIONS)
                                ? PostgresServer.Tables.PARTITIONED
                                : PostgresServer.Tables.WHOLE);
    }

    @Override
    public Storage open(String url, StorageOptions options) {
        return Storages.open(database(url), options);
    }

    @Override
    public void check(String url, Consumer<StoreFinding> findings) {
        Storages.check(database(url), findings);
    }
}
