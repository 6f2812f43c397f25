package io.serialpass.storage.jdbc;

import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The API tokens that one connection sees. */
final class JdbcApiTokens implements ApiTokenWriter {

    private final Handle handle;

    JdbcApiTokens(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Optional<Organization> organizationOf(ApiTokenHash hash) {
        return Sql.of(
                        "SELECT o.name FROM api_token t JOIN organization o ON o.id = t.organization_id WHERE t.hash = ?",
                        hash.hex())
                .list(handle, row -> new Organization(row.getString(1)))
                .stream()
                .findFirst();
    }

    @Override
    public boolean isEmpty() {
        return Sql.of("SELECT EXISTS (SELECT 1 FROM api_token)").number(handle) == 0;
    }

    @Override
    public void insert(ApiTokenHash hash, Organization organization, Instant time) {
        Sql.of(
                        "INSERT INTO api_token (hash, organization_id, date_created) VALUES (?, ?, ?)",
                        hash.hex(),
                        Organizations.findOrAdd(handle, organization),
                        time.toEpochMilli())
                .update(handle);
    }
}
