package io.serialpass.storage.jdbc.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageProvider;
import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.StoreTables;
import io.serialpass.storage.UnusableStorageException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.Driver;

/**
 * Opens a store in a PostgreSQL database, version 14 or newer, for a URL such as
 * {@code jdbc:postgresql://host/database?user=serialpass}. The tables are made where there are none, and upgraded where they are
 * of an older version. Many servers may work with one store.
 *
 * <p>The password comes from the URL, from the environment variable {@code PGPASSWORD}, or from the file that {@code PGPASSFILE}
 * names. A program that has a pool of connections gives it to {@link #open(DataSource, StorageOptions)}.
 *
 * @since 0.1
 */
public final class PostgresStorageProvider implements StorageProvider {

    private static final long MILLIS_FOR_A_CONNECTION = TimeUnit.SECONDS.toMillis(3);
    private static final long MILLIS_FOR_A_CONNECTION_OF_A_COPY = 60_000;

    /** The application name of a server's sessions, by which a copy finds servers in the database. */
    static final String APPLICATION = "serialpass";

    /** For the rows, the lock and a look at who works with the store; Flyway takes as many before. */
    private static final int CONNECTIONS_OF_A_COPY = 4;

    /** For {@link java.util.ServiceLoader}. */
    public PostgresStorageProvider() {}

    @Override
    public String urlPattern() {
        return PostgresUrl.PREFIX + "//HOST/DATABASE";
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(PostgresUrl.PREFIX);
    }

    @Override
    public Storage open(String url, StorageOptions options) {
        PostgresUrl parts = parts(url);
        HikariDataSource pool = pool(parts, config(parts, PostgresStorage.connections(options)));
        boolean opened = false;
        try {
            Storage storage = PostgresStorage.open(
                    parts.address(), new PostgresStorage.Pool(pool, pool::evictConnection, pool::close), options);
            opened = true;
            return storage;
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    @Override
    public void check(String url, Consumer<StoreFinding> findings) {
        PostgresUrl parts = parts(url);
        HikariConfig config = config(
                parts, PostgresStorage.connections(StorageOptions.defaults().withReaders(1)));
        // A check of many rows says nothing for a long time.
        config.addDataSourceProperty("socketTimeout", "0");
        try (HikariDataSource pool = pool(parts, config)) {
            new PostgresExaminer(parts.address(), pool, findings).examine();
        }
    }

    private static PostgresUrl parts(String url) {
        PostgresUrl parts = PostgresUrl.of(url, System.getenv());
        if (parts.hasUserInfo() || Driver.parseURL(parts.withoutSecrets(), null) == null) {
            throw new UnusableStorageException("'" + parts.address() + "' is no URL of a PostgreSQL database. Write "
                    + PostgresUrl.PREFIX + "//HOST:PORT/DATABASE?user=NAME");
        }
        return parts;
    }

    @Override
    public StoreTables tablesToRead(String url) {
        PostgresUrl parts = parts(url);
        return PostgresTables.toRead(parts.address(), poolForCopy(parts));
    }

    @Override
    public StoreTables tablesToFill(String url) {
        PostgresUrl parts = parts(url);
        return PostgresTables.toFill(parts.address(), poolForCopy(parts));
    }

    private static HikariDataSource poolForCopy(PostgresUrl url) {
        HikariConfig config = config(url, CONNECTIONS_OF_A_COPY);
        config.addDataSourceProperty("ApplicationName", APPLICATION + " copy");
        // No request waits for it: a database with much other work may take its time.
        config.setConnectionTimeout(MILLIS_FOR_A_CONNECTION_OF_A_COPY);
        // A large table may take long to be sorted.
        config.addDataSourceProperty("socketTimeout", "0");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool(url, config);
    }

    private static HikariDataSource pool(PostgresUrl url, HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new UnusableStorageException(
                    "The store " + url.address() + " cannot be opened: " + ConnectFaults.reason(e), e);
        }
    }

    private static HikariConfig config(PostgresUrl url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(APPLICATION);
        config.setJdbcUrl(url.withoutSecrets());
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        url.keyPassword().ifPresent(password -> config.addDataSourceProperty("sslpassword", password));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(MILLIS_FOR_A_CONNECTION);
        // One attempt: whoever starts a server is told at once why there is no connection.
        config.setInitializationFailTimeout(1);
        config.addDataSourceProperty("ApplicationName", APPLICATION);
        // The details of an error hold what customers hold.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "90");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    /**
     * Opens a store in the database of a pool, which stays the caller's. The storage takes two connections for each of the
     * {@linkplain StorageOptions#readers() readers} and three more at the same time, and gives each back after its unit of work.
     *
     * @param source gives connections of PostgreSQL's own driver, in autocommit mode; with the driver's setting
     *     {@code logServerErrorDetail=false} no error holds what the store holds
     * @param options the limits of the storage
     * @return the storage, which the caller closes
     * @throws UnusableStorageException if it cannot be opened
     */
    public static Storage open(DataSource source, StorageOptions options) {
        return PostgresStorage.open(
                "of the given data source", new PostgresStorage.Pool(source, Connections::abort, () -> {}), options);
    }

    @Override
    public void backup(String url, Path file, boolean overwrite) {
        throw new UnusableStorageException(
                "A store on PostgreSQL is backed up with PostgreSQL's own programs, while servers"
                        + " run on it: pg_dump --format=custom --file=" + file
                        + " DATABASE, or a base backup of the server.");
    }

    @Override
    public Optional<Path> restore(String url, Path backup) {
        throw new UnusableStorageException(
                "A store on PostgreSQL is brought back with PostgreSQL's own programs, while no"
                        + " server runs on it: pg_restore --dbname=DATABASE " + backup + ", into an empty database.");
    }
}
