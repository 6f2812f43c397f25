package io.serialpass.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL of its own, whose disk is waited for as in earnest, and of which the operating system says how much CPU time all its
 * processes used.
 */
final class MeasuredPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final ProcessHandle postmaster;

    /** Starts it, with its data in a new folder of a directory. */
    MeasuredPostgres(Path directory) {
        Path data = directory.resolve("postgres-data");
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(directory.resolve("postgres").toFile())
                    .setDataDirectory(data)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("max_connections", "200")
                    .start();
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            postmaster = ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty database, and removes the one of this name that was there before. */
    void makeDatabase(String name) throws SQLException {
        run("postgres", "DROP DATABASE IF EXISTS " + name);
        run("postgres", "CREATE DATABASE " + name);
    }

    /** The URL of a database. */
    String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database + "?user=postgres&password=postgres";
    }

    int port() {
        return server.getPort();
    }

    /** Connects to a database as its owner. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    /** Runs a statement in a database. */
    void run(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Has all that was written so far be on the disk, so that no later measurement pays for it. */
    void settle() throws SQLException {
        run("postgres", "CHECKPOINT");
    }

    /** The CPU time that its processes used so far, those that have ended among them. */
    Duration cpuTime() {
        // In this order a process that ends meanwhile is not left out.
        Duration ofChildren = postmaster
                .children()
                .map(child -> new ProcessFigures(child.pid()).cpuTimeIfAlive())
                .reduce(Duration.ZERO, Duration::plus);
        ProcessFigures own = new ProcessFigures(postmaster.pid());
        return ofChildren.plus(own.cpuTime()).plus(own.cpuTimeOfEnded());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
