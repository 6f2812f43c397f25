package io.serialpass.storage.jdbc;

import io.serialpass.storage.ServerId;
import io.serialpass.storage.ServerWriter;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The servers that one connection sees. */
final class JdbcServers implements ServerWriter {

    private final Handle handle;

    JdbcServers(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Optional<String> webServiceUrl() {
        return Sql.of("SELECT url FROM web_service").list(handle, row -> row.getString(1)).stream()
                .findFirst();
    }

    @Override
    public Optional<Instant> othersReadyUntil(ServerId self) {
        return Sql.of(
                        "SELECT ready_until FROM ready_server WHERE server <> ? ORDER BY ready_until DESC LIMIT 1",
                        self.value())
                .list(handle, row -> Instant.ofEpochMilli(row.getLong(1)))
                .stream()
                .findFirst();
    }

    @Override
    public void putWebServiceUrl(String url) {
        Sql.of("INSERT INTO web_service (id, url) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET url = excluded.url", url)
                .update(handle);
    }

    @Override
    public void putReady(ServerId server, Instant until, Instant now) {
        Sql.of("DELETE FROM ready_server WHERE ready_until < ?", now.toEpochMilli())
                .update(handle);
        Sql.of("INSERT OR REPLACE INTO ready_server (server, ready_until) VALUES (?, ?)")
                .bind(server.value())
                .bind(until.toEpochMilli())
                .update(handle);
    }

    @Override
    public void removeReady(ServerId server) {
        Sql.of("DELETE FROM ready_server WHERE server = ?", server.value()).update(handle);
    }
}
