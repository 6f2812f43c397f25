package io.serialpass.storage.jdbc;

import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * A store in an SQLite file: write-ahead log, every commit synced, one writer, a few readers. Other programs may work with
 * the file at the same time.
 */
final class SqliteStorage implements Storage {

    private final GroupCommitter writer;
    private final Handle writerHandle;
    private final Readers readers;
    private final Checkpointer checkpointer;
    private boolean closed;

    private SqliteStorage(SqliteFile file, StorageOptions options) throws SQLException {
        writerHandle = handle(file.openWriter());
        List<Reader> connections = new ArrayList<>();
        for (int i = 0; i < options.readers(); i++) {
            connections.add(new Reader(handle(file.openReader())));
        }
        readers = new Readers(connections, options.readTimeout());
        checkpointer = new Checkpointer(handle(file.openWriter()));
        writer = new GroupCommitter(writerHandle, checkpointer, options.writeQueue());
    }

    static SqliteStorage open(Path path, StorageOptions options) {
        SqliteFile file = new SqliteFile(path);
        if (options.mayCreate()) {
            file.createIfMissing();
        }
        file.requireUsable();
        SqliteSchema.prepare(file);
        try {
            return new SqliteStorage(file, options);
        } catch (SQLException e) {
            throw file.unusable(e);
        }
    }

    private static Handle handle(Connection connection) {
        Jdbi jdbi = Jdbi.create(connection);
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
        return readers.read(handle -> work.in(new JdbcView(handle)));
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        return writer.write(work);
    }

    @Override
    public void check() {
        requireOpen();
        readers.read(SearchIndex.SERIAL_NUMBERS::waiting);
    }

    /** For tests: makes the store as full as a disk would. */
    void limitPages(long pages) throws SQLException {
        try (Statement statement = writerHandle.getConnection().createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pages);
        }
    }

    /** For tests: one number, read as everything is read. */
    long query(String sql) {
        return readers.read(handle -> Sql.of(sql).number(handle));
    }

    /** For tests: how SQLite finds the page of a query. */
    List<String> explain(SerialNumberQuery query) {
        return readers.read(handle -> new JdbcSerialNumbers(handle).explain(query));
    }

    /** For tests: how SQLite finds the page of a query. */
    List<String> explain(PassQuery query) {
        return readers.read(handle -> new JdbcPasses(handle).explain(query));
    }

    /** For tests: how SQLite finds what is new to a device. */
    List<String> explain(UpdatedPassesQuery query) {
        return readers.read(handle -> new JdbcRegistrations(handle).explain(query));
    }

    /** For tests: how SQLite finds the serial numbers to reserve. */
    List<String> explainReserve() {
        return readers.read(handle -> new JdbcSerialNumbers(handle).explainReserve());
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
        writerHandle.close();
    }
}
