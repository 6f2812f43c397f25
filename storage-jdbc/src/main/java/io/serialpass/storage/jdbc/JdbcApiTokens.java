package io.serialpass.storage.jdbc;

import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.ApiTokenUse;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The API tokens that one connection sees. */
final class JdbcApiTokens implements ApiTokenWriter {

    private static final String FIND = ApiTokenRows.ROWS.all() + " WHERE t.hash = ?";

    private static final String FIND_OF_ONE = ApiTokenRows.ROWS.all() + " WHERE t.id = ? AND o.name = ?";

    private static final String INSERT = """
            INSERT INTO api_token (organization_id, hash, name, role, expiration_date, date_created)
            VALUES (?, ?, ?, ?, ?, ?) RETURNING id""";

    private static final String PUT_USE =
            "UPDATE api_token SET last_used = ? WHERE id = ? AND (last_used IS NULL OR last_used < ?)";

    private final Session session;
    private final Lists lists;

    JdbcApiTokens(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<IssuedToken> find(ApiTokenHash hash) {
        return withHash(hash).first(session, ApiTokenRows.ROWS.mapper());
    }

    static Sql withHash(ApiTokenHash hash) {
        return Sql.of(FIND, hash.hex());
    }

    @Override
    public Optional<IssuedToken> find(Organization organization, ApiTokenId id) {
        return Sql.of(FIND_OF_ONE, id.value(), organization.name()).first(session, ApiTokenRows.ROWS.mapper());
    }

    @Override
    public Page<IssuedToken> list(IssuedTokenQuery query) {
        return lists.apiTokens(query);
    }

    @Override
    public long count(Organization organization) {
        OptionalLong owner = Organizations.find(session, organization);
        return owner.isEmpty()
                ? 0
                : Sql.of("SELECT count(*) FROM api_token WHERE organization_id = ?", owner.getAsLong())
                        .number(session);
    }

    @Override
    public IssuedToken insert(Organization organization, ApiTokenHash hash, ApiTokenDetails details, Instant time) {
        long id = Sql.of(INSERT, Organizations.findOrAdd(session, organization))
                .bind(hash.hex())
                .bind(details.name())
                .bind(details.role().code())
                .bind(details.expirationDate().map(Instant::toEpochMilli).orElse(null))
                .bind(time.toEpochMilli())
                .number(session);
        return new IssuedToken(new ApiTokenId(id), organization, details, time, Optional.empty());
    }

    @Override
    public void delete(ApiTokenId id) {
        Sql.of("DELETE FROM api_token WHERE id = ?", id.value()).update(session);
    }

    @Override
    public void putUses(List<ApiTokenUse> uses) {
        for (ApiTokenUse use : uses) {
            long time = use.time().toEpochMilli();
            Sql.of(PUT_USE, time, use.token().value(), time).update(session);
        }
    }
}
