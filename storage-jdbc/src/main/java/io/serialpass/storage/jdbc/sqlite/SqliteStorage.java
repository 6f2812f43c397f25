package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.WriteWork;
import io.serialpass.storage.jdbc.JdbcEvents;
import io.serialpass.storage.jdbc.JdbcRegistrations;
import io.serialpass.storage.jdbc.JdbcSerialNumberWriter;
import io.serialpass.storage.jdbc.JdbcView;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.sql.StatementCache;
import io.serialpass.storage.jdbc.sqlite.lists.SearchIndex;
import io.serialpass.storage.jdbc.sqlite.lists.SqliteLists;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * A store in an SQLite file: write-ahead log, every commit synced, one writer, a few readers of each share. Other programs may work with
 * the file at the same time.
 */
final class SqliteStorage implements Storage {

    private final StoreLock lock;
    private final StoreFiles files;
    private final StoreCondition condition;
    private final GroupCommitter writer;
    private final Handle writerHandle;
    private final Readers readers;
    private final Checkpointer checkpointer;
    private boolean closed;

    private SqliteStorage(SqliteFile file, StorageOptions options, StoreLock lock, RandomGenerator random)
            throws SQLException {
        this.lock = lock;
        this.condition = new StoreCondition(file.path());
        writerHandle = handle(file.openWriter());
        // A read opens the files that are looked after from now on.
        Sql.of("SELECT count(*) FROM sqlite_master").number(writerHandle);
        files = new StoreFiles(file.path());
        readers = new Readers(() -> handle(file.openReader()), condition, options.readers(), options.readTimeout());
        checkpointer = new Checkpointer(handle(file.openHelper()), files, condition);
        Commits commits = new Commits(writerHandle, files, random);
        WriteProbe probe = new WriteProbe(writerHandle, commits, files, condition);
        writer = new GroupCommitter(writerHandle, commits, probe, condition, checkpointer, options.writeQueue());
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

    private static Handle handle(Connection connection) {
        // Not Jdbi.create(connection): the handle would then leave the connection open when it is closed.
        Jdbi jdbi = Jdbi.create(() -> connection);
        StatementCache statements = new StatementCache();
        jdbi.setStatementBuilderFactory(ignored -> statements);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((template, context) -> template);
        // Arguments are what customers hold, and some are secrets: no message may show them.
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.SHORT_STATEMENT);
        return jdbi.open();
    }

    @Override
    public <T> T read(ReadWork<T> work) {
        requireOpen();
        return readers.read(handle -> work.in(new JdbcView(handle, new SqliteLists(handle))));
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
        condition.end(Reason.STUCK);
        condition.requireSound();
        readers.read(Turn.of(Share.HEALTH), SearchIndex.SERIAL_NUMBERS::waiting);
    }

    private void requireSound(Runnable check) {
        try {
            check.run();
        } catch (StorageUnavailableException e) {
            throw condition.tell(e);
        }
    }

    /** For tests: makes the store as full as a disk would. */
    void limitPages(long pages) throws SQLException {
        setOnWriter("max_page_count = " + pages);
    }

    /** For tests: makes the store as read-only as a disk would, or ends that. */
    void makeReadOnly(boolean readOnly) throws SQLException {
        setOnWriter("query_only = " + readOnly);
    }

    private void setOnWriter(String pragma) throws SQLException {
        try (Statement statement = writerHandle.getConnection().createStatement()) {
            statement.execute("PRAGMA " + pragma);
        }
    }

    /** For tests: one number, read as everything is read. */
    long query(String sql) {
        return readers.read(handle -> Sql.of(sql).number(handle));
    }

    /** For tests: how SQLite finds the page of a query. */
    List<String> explain(SerialNumberQuery query) {
        return readers.read(handle -> new SqliteLists(handle).explain(query));
    }

    /** For tests: how SQLite finds the page of a query. */
    List<String> explain(PassQuery query) {
        return readers.read(handle -> new SqliteLists(handle).explain(query));
    }

    /** For tests: how SQLite finds what is new to a device. */
    List<String> explain(UpdatedPassesQuery query) {
        return readers.read(handle -> new JdbcRegistrations(handle, new SqliteLists(handle)).explain(query));
    }

    /** For tests: how SQLite finds the serial numbers to reserve. */
    List<String> explainReserve() {
        return readers.read(JdbcSerialNumberWriter::explainReserve);
    }

    /** For tests: how SQLite finds the events of one organization. */
    List<String> explainEvents() {
        return readers.read(handle -> new JdbcEvents(handle).explain());
    }

    private synchronized void requireOpen() {
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
            writerHandle.close();
        }
        lock.close();
    }
}
