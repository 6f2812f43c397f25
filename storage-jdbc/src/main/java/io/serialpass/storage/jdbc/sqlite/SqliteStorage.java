package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.metrics.Metrics;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageLoad;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.WriteWork;
import io.serialpass.storage.jdbc.JdbcView;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.sqlite.lists.SearchIndex;
import io.serialpass.storage.jdbc.sqlite.lists.SqliteLists;
import io.serialpass.storage.jdbc.unit.GroupCommitter;
import io.serialpass.storage.jdbc.unit.Readers;
import io.serialpass.storage.jdbc.unit.StoreCondition;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * A store in an SQLite file: write-ahead log, every commit synced, one writer, a few readers of each share. Other programs may work with
 * the file at the same time.
 */
final class SqliteStorage implements Storage {

    private static final int MOST_PER_GROUP = 256;

    private final StoreLock lock;
    private final StoreFiles files;
    private final StoreCondition condition;
    private final GroupCommitter writer;
    private final Session writerSession;
    private final Readers readers;
    private final Checkpointer checkpointer;
    private volatile boolean closed;

    private SqliteStorage(SqliteFile file, StorageOptions options, StoreLock lock, RandomGenerator random)
            throws SQLException {
        this.lock = lock;
        this.condition = new StoreCondition(file.path().toString(), SqliteErrors::translate);
        writerSession = Session.of(file.openWriter(), SqliteDialect.SQLITE);
        // A read opens the files that are looked after from now on.
        Sql.of("SELECT count(*) FROM sqlite_master").number(writerSession);
        files = new StoreFiles(file.path());
        readers = new Readers(
                () -> new SqliteReader(Session.of(file.openReader(), SqliteDialect.SQLITE)),
                condition,
                options.readers(),
                options.readTimeout());
        checkpointer = new Checkpointer(Session.of(file.openHelper(), SqliteDialect.SQLITE), files, condition);
        Commits commits = new Commits(writerSession, files, random);
        WriteProbe probe = new WriteProbe(writerSession, commits, files, condition);
        SqliteWriter database = new SqliteWriter(writerSession, commits, probe, condition, checkpointer);
        writer = new GroupCommitter(database, condition, options.writeQueue(), MOST_PER_GROUP);
    }

    static SqliteStorage open(Path path, StorageOptions options) {
        SqliteFile named = new SqliteFile(path);
        if (options.mayCreate()) {
            named.createIfMissing();
        }
        named.requireUsable();
        SqliteFile file = named.real();
        file.markWithoutLog();
        StoreCheck check = new StoreCheck(file);
        AtomicBoolean leftOpen = new AtomicBoolean();
        StoreLock lock = StoreLock.shared(file.path(), () -> leftOpen.set(check.requireOwnLog()));
        boolean opened = false;
        try {
            int version = SqliteSchema.requireKnown(file);
            if (leftOpen.get()) {
                check.requireSoundAfterCrash(StoreCheck.MOST_AT_START);
            }
            if (version < SqliteSchema.VERSION) {
                SqliteSchema.migrate(file);
            }
            SqliteStorage storage = new SqliteStorage(file, options, lock, new SecureRandom());
            opened = true;
            return storage;
        } catch (SQLException e) {
            throw file.unusable(e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    @Override
    public <T> T read(ReadWork<T> work) {
        requireOpen();
        return readers.read(session -> work.in(new JdbcView(session, new SqliteLists(session))));
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        return writer.write(work);
    }

    @Override
    public void check() {
        requireOpen();
        requireSound(files::requireInPlace);
        requireSound(writer::requireWorking);
        condition.working();
        condition.requireSound();
        readers.read(Turn.of(Share.HEALTH), SearchIndex.SERIAL_NUMBERS::waiting);
    }

    @Override
    public void tell(Metrics metrics) {
        writer.tell(metrics);
    }

    @Override
    public Optional<StorageLoad> load() {
        return Optional.of(new StorageLoad(writer.waiting(), readers.sizes(), readers.busy()));
    }

    private void requireSound(Runnable check) {
        try {
            check.run();
        } catch (StorageUnavailableException e) {
            throw condition.tell(e);
        }
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
        checkpointer.close();
        // The last connection that closes removes the log by its name. It must not be that of another store; the open
        // files
        // end with the process.
        if (!files.areReplaced()) {
            writerSession.close();
        }
        lock.close();
    }
}
