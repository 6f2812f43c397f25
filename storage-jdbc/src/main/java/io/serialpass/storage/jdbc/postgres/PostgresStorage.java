package io.serialpass.storage.jdbc.postgres;

import io.serialpass.metrics.Metrics;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageLoad;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.WriteWork;
import io.serialpass.storage.jdbc.JdbcView;
import io.serialpass.storage.jdbc.postgres.lists.PostgresLists;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.unit.GroupCommitter;
import io.serialpass.storage.jdbc.unit.Readers;
import io.serialpass.storage.jdbc.unit.StoreCondition;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A store in a PostgreSQL database, which other servers may work with at the same time. One thread of each server writes; a lock
 * in the database lets one of these threads write at a time.
 */
final class PostgresStorage implements Storage {

    /** From 65 savepoints in a transaction on, PostgreSQL looks them up on its disk, for everybody who reads. */
    private static final int MOST_PER_GROUP = 60;

    private final StoreCondition condition;
    private final GroupCommitter writer;
    private final Readers readers;
    private final Pool pool;
    private volatile boolean closed;

    private PostgresStorage(String name, Pool pool, StorageOptions options) throws SQLException {
        this.condition = new StoreCondition(name, PostgresErrors::translate);
        this.pool = pool;
        Connections connections = new Connections(pool.source(), pool.discard());
        this.readers =
                new Readers(() -> new PostgresReader(connections), condition, options.readers(), options.readTimeout());
        PostgresWriter database = new PostgresWriter(connections, condition, ServerId.random(new SecureRandom()));
        this.writer = new GroupCommitter(database, condition, options.writeQueue(), MOST_PER_GROUP);
    }

    /**
     * Where a storage has its connections from.
     *
     * @param source gives connections
     * @param discard has a connection closed for good when it is given back
     * @param close is called once when the storage is closed
     */
    record Pool(DataSource source, Consumer<Connection> discard, Runnable close) {}

    /**
     * Opens a store, and makes or upgrades its tables where that is needed.
     *
     * @param name its name in messages, which holds no secret
     */
    static PostgresStorage open(String name, Pool pool, StorageOptions options) {
        new PostgresSchema(name, pool.source()).prepare(options.mayCreate());
        try {
            return new PostgresStorage(name, pool, options);
        } catch (SQLException e) {
            throw new StorageException("The store " + name + " cannot be opened", e);
        }
    }

    /** How many connections a storage uses at most: of the readers, of the writer, and one to stop a reader with. */
    static int connections(StorageOptions options) {
        return 2 * options.readers() + 3;
    }

    @Override
    public <T> T read(ReadWork<T> work) {
        requireOpen();
        return readers.read(session -> work.in(new JdbcView(session, new PostgresLists(session))));
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        return writer.write(work);
    }

    @Override
    public void check() {
        requireOpen();
        try {
            writer.requireWorking();
        } catch (StorageUnavailableException e) {
            throw condition.tell(e);
        }
        condition.working();
        condition.requireSound();
        long unused = readers.read(
                Turn.of(Share.HEALTH),
                session -> Sql.of("SELECT id FROM writer").number(session));
    }

    @Override
    public void tell(Metrics metrics) {
        writer.tell(metrics);
    }

    @Override
    public Optional<StorageLoad> load() {
        return Optional.of(new StorageLoad(writer.waiting(), readers.sizes(), readers.busy()));
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException("the storage is closed");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        writer.close();
        readers.close();
        pool.close().run();
    }
}
