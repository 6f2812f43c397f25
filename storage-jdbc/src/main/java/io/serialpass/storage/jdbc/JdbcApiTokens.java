package io.serialpass.storage.jdbc;

import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;

/** The API tokens that one connection sees. */
final class JdbcApiTokens implements ApiTokenWriter {

    private final Session session;

    JdbcApiTokens(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Organization> organizationOf(ApiTokenHash hash) {
        return Sql.of(
                        "SELECT o.name FROM api_token t JOIN organization o ON o.id = t.organization_id WHERE t.hash = ?",
                        hash.hex())
                .first(session, row -> new Organization(row.getString(1)));
    }

    @Override
    public boolean isEmpty() {
        return !Sql.of("SELECT EXISTS (SELECT 1 FROM api_token)").isTrue(session);
    }

    @Override
    public void insert(ApiTokenHash hash, Organization organization, Instant time) {
        long owner = Organizations.findOrAdd(session, organization);
        session.jdbi(handle -> handle.execute(
                "INSERT INTO api_token (hash, organization_id, date_created) VALUES (?, ?, ?)",
                hash.hex(),
                owner,
                time.toEpochMilli()));
    }
}
