package io.serialpass.http.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL that asks its users for a password, and can be stopped and started again. */
final class OwnPostgres implements AutoCloseable {

    static final String PASSWORD = "the-password-of-the-database";

    private static final Path WORK = Path.of("target", "postgres").toAbsolutePath();

    /** The administrator needs no password, so that the library can look whether the database has started. */
    private static final String WHO_MAY_CONNECT = """
            local all all trust
            host all postgres all trust
            host all all all scram-sha-256
            """;

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    private OwnPostgres(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
        this.port = server.getPort();
    }

    /**
     * Starts one with an empty database. Its binaries are there for Linux on x86-64 alone: elsewhere the test is skipped, but never
     * where the environment says {@code CI}.
     */
    static OwnPostgres start(Path directory) throws IOException, SQLException {
        boolean isThere = OwnPostgres.class.getResource("/postgres-linux-x86_64.txz") != null
                && System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(
                isThere || "true".equals(System.getenv("CI")),
                "There is no PostgreSQL for tests on this kind of machine.");
        ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.WARN);
        Path data = directory.resolve("postgres");
        OwnPostgres started = new OwnPostgres(data, builder(data).start());
        Files.writeString(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
        started.run("SELECT pg_reload_conf()");
        started.run("CREATE ROLE serialpass LOGIN PASSWORD '" + PASSWORD + "'");
        started.run("CREATE DATABASE serialpass OWNER serialpass");
        return started;
    }

    private static EmbeddedPostgres.Builder builder(Path data) {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(WORK.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Processes end here, and never the machine.
                .setServerConfig("fsync", "off")
                .setServerConfig("shared_buffers", "32MB");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a query as the administrator, and gives the first column of its rows. */
    List<String> list(String sql) throws SQLException {
        try (Connection connection =
                        server.getDatabase("postgres", "serialpass").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> list = new ArrayList<>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        }
    }

    /** The URL of the database, without the password. */
    String url() {
        return "jdbc:postgresql://localhost:" + port + "/serialpass?user=serialpass";
    }

    /** What a server needs to know beside the URL. */
    static Map<String, String> environment() {
        return Map.of("PGPASSWORD", PASSWORD);
    }

    /** Ends it as an administrator does: connections are cut off. */
    void stop() throws IOException {
        server.close();
    }

    /** Starts it again at the same port. */
    void startAgain() throws IOException {
        server = builder(data).setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
