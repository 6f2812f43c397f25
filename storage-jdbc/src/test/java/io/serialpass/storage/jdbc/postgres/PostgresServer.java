package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.Storages;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real PostgreSQL for the tests of this process, in a directory of its own. Each directory of a test has a database. When the
 * directory is gone, its database is emptied for the next one, which costs a tenth of making it.
 */
final class PostgresServer {

    /** Neither references nor triggers are looked at meanwhile. */
    private static final String EMPTY = """
            SET session_replication_role = replica;
            DO $$
            DECLARE
                name text;
            BEGIN
                FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
                    AND tablename NOT IN ('serialpass_schema_history', 'writer', 'deleted', 'device_log_last')
                LOOP
                    EXECUTE 'DELETE FROM ' || name;
                END LOOP;
                FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
                LOOP
                    EXECUTE 'ALTER SEQUENCE ' || name || ' RESTART';
                END LOOP;
                UPDATE device_log_last SET last = 0;
                UPDATE deleted SET pass_id = 0, tag = 0, second = 0;
            END
            $$""";

    private static final Path WORK = Path.of("target", "postgres").toAbsolutePath();

    private static Optional<PostgresServer> started = Optional.empty();

    /** What an administrator runs to have the large tables in partitions. */
    private static final Path PARTITIONS = Path.of("..", "docs", "partitions.sql");

    /** How the large tables of a database are kept. */
    enum Tables {
        WHOLE,
        PARTITIONED
    }

    private record Database(String name, Tables tables) {}

    private final EmbeddedPostgres server;
    private final Map<Path, Database> databases = new HashMap<>();
    private final Deque<Database> empty = new ArrayDeque<>();
    private int made;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The one of this process; it ends with it. */
    static synchronized PostgresServer shared() {
        if (started.isEmpty()) {
            try {
                started = Optional.of(new PostgresServer(builder().start()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return started.get();
    }

    /** A server for few and small databases, whose disk nobody waits for. */
    static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(WORK.toFile())
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "200");
    }

    int port() {
        return server.getPort();
    }

    /** The URL of a database of this server. */
    String url(String database) {
        return url(server, database);
    }

    static String url(EmbeddedPostgres server, String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres&password=postgres";
    }

    /** The URL of the database of a test's directory; a new one is empty. */
    synchronized String urlOf(Path directory, Tables tables) {
        if (!databases.containsKey(directory)) {
            emptyOld();
            databases.put(directory, emptyOne(tables));
        }
        return url(databases.get(directory).name());
    }

    private Database emptyOne(Tables tables) {
        Optional<Database> one =
                empty.stream().filter(database -> database.tables() == tables).findFirst();
        one.ifPresent(empty::remove);
        return one.orElseGet(() -> make(tables));
    }

    private Database make(Tables tables) {
        Database database = new Database("test_" + made++, tables);
        run("CREATE DATABASE " + database.name());
        Storages.open(url(database.name())).close();
        if (tables == Tables.PARTITIONED) {
            partition(database.name());
        }
        return database;
    }

    /** Moves the large tables of a database into partitions: few, which are made and emptied faster. */
    void partition(String database) {
        try {
            run(database, Files.readString(PARTITIONS).replace("integer := 16", "integer := 3"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties the databases of tests whose directories are gone. */
    private void emptyOld() {
        Iterator<Map.Entry<Path, Database>> all = databases.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Path, Database> database = all.next();
            if (!Files.exists(database.getKey())) {
                run(database.getValue().name(), EMPTY);
                empty.push(database.getValue());
                all.remove();
            }
        }
    }

    /** Runs a statement as the administrator. */
    void run(String sql) {
        run("postgres", sql);
    }

    /** Runs a statement as the administrator in a database. */
    void run(String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a query as the administrator, and gives the first column of its rows. */
    List<String> list(String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> list = new ArrayList<>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
