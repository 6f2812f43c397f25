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

    private final EmbeddedPostgres server;
    private final Map<Path, String> databases = new HashMap<>();
    private final Deque<String> empty = new ArrayDeque<>();
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

    /** The URL of a database of this server. */
    String url(String database) {
        return url(server, database);
    }

    static String url(EmbeddedPostgres server, String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres&password=postgres";
    }

    /** The URL of the database of a test's directory; a new one is empty. */
    synchronized String urlOf(Path directory) {
        if (!databases.containsKey(directory)) {
            emptyOld();
            databases.put(directory, empty.isEmpty() ? make() : empty.pop());
        }
        return url(databases.get(directory));
    }

    private String make() {
        String name = "test_" + made++;
        run("CREATE DATABASE " + name);
        Storages.open(url(name)).close();
        return name;
    }

    /** Empties the databases of tests whose directories are gone. */
    private void emptyOld() {
        Iterator<Map.Entry<Path, String>> all = databases.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Path, String> database = all.next();
            if (!Files.exists(database.getKey())) {
                run(database.getValue(), EMPTY);
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

    /** The first column of what a query of the administrator gives. */
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
