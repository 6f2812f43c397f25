package io.serialpass.storage.jdbc;

import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.ServerWriter;
import io.serialpass.storage.jdbc.sql.Session;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The servers that one connection sees. */
final class JdbcServers implements ServerWriter {

    private static final String PUT_URL = """
            INSERT INTO web_service (id, url) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET url = excluded.url""";

    private static final String PUT_READY = """
            INSERT INTO ready_server (server, ready_until) VALUES (?, ?)
            ON CONFLICT (server) DO UPDATE SET ready_until = excluded.ready_until""";

    private static final String TAKE_LEASE = """
            INSERT INTO lease (name, server, lease_until) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET server = excluded.server, lease_until = excluded.lease_until
            WHERE lease.server = excluded.server OR lease.lease_until < ?""";

    private final Session session;

    JdbcServers(Session session) {
        this.session = session;
    }

    @Override
    public Optional<String> webServiceUrl() {
        return session.jdbi(handle -> handle.createQuery("SELECT url FROM web_service")
                .mapTo(String.class)
                .findFirst());
    }

    @Override
    public Map<ServerId, Instant> othersReadyUntil(ServerId self) {
        return session.jdbi(handle -> handle.select(
                        "SELECT server, ready_until FROM ready_server WHERE server <> ?", self.value())
                .map((row, context) -> Map.entry(new ServerId(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Optional<Instant> othersLeaseUntil(LeaseName name, ServerId self) {
        return session.jdbi(handle -> handle.select(
                        "SELECT lease_until FROM lease WHERE name = ? AND server <> ?", name.value(), self.value())
                .mapTo(Long.class)
                .findFirst()
                .map(Instant::ofEpochMilli));
    }

    @Override
    public void putWebServiceUrl(String url) {
        session.jdbi(handle -> handle.execute(PUT_URL, url));
    }

    @Override
    public void putReady(ServerId server, Instant until, Instant oldest) {
        session.jdbi(handle -> {
            handle.execute("DELETE FROM ready_server WHERE ready_until < ?", oldest.toEpochMilli());
            return handle.execute(PUT_READY, server.value(), until.toEpochMilli());
        });
    }

    @Override
    public void removeReady(ServerId server) {
        session.jdbi(handle -> handle.execute("DELETE FROM ready_server WHERE server = ?", server.value()));
    }

    @Override
    public boolean takeLease(LeaseName name, ServerId server, Instant until, Instant now) {
        return session.jdbi(handle -> handle.execute(
                        TAKE_LEASE, name.value(), server.value(), until.toEpochMilli(), now.toEpochMilli()))
                == 1;
    }

    @Override
    public void releaseLease(LeaseName name, ServerId server) {
        session.jdbi(handle ->
                handle.execute("DELETE FROM lease WHERE name = ? AND server = ?", name.value(), server.value()));
    }
}
