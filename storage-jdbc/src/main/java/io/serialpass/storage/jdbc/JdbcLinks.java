package io.serialpass.storage.jdbc;

import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.LinkWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.LinkHash;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The links by which customers get passes, as one connection sees them. */
final class JdbcLinks implements LinkWriter {

    private static final String FIND = LinkRows.ROWS.all() + " WHERE k.hash = ?";

    private static final String FIND_OF_ONE = LinkRows.ROWS.all() + " WHERE k.id = ? AND o.name = ?";

    private static final String INSERT = """
            INSERT INTO pass_link (organization_id, hash, passes, date_created, expiration_date)
            VALUES (?, ?, ?, ?, ?) RETURNING id""";

    private static final String PRUNE = """
            DELETE FROM pass_link WHERE id IN (
                SELECT id FROM pass_link WHERE expiration_date < ? ORDER BY expiration_date LIMIT ?)""";

    private final Session session;
    private final Lists lists;

    JdbcLinks(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<PassLink> find(LinkHash hash) {
        return Sql.of(FIND, hash.hex()).first(session, LinkRows.ROWS.mapper());
    }

    @Override
    public Optional<PassLink> find(Organization organization, LinkId id) {
        return Sql.of(FIND_OF_ONE, id.value(), organization.name()).first(session, LinkRows.ROWS.mapper());
    }

    @Override
    public Page<PassLink> list(PassLinkQuery query) {
        return lists.links(query);
    }

    @Override
    public PassLink insert(
            Organization organization, LinkHash hash, List<LinkedPass> passes, Instant end, Instant time) {
        long id = Sql.of(INSERT, Organizations.findOrAdd(session, organization))
                .bind(hash.hex())
                .bind(LinkRows.column(passes))
                .bind(time.toEpochMilli())
                .bind(end.toEpochMilli())
                .number(session);
        for (LinkedPass pass : passes) {
            Sql.of("INSERT INTO pass_link_pass (pass_id, link_id) VALUES (?, ?)", pass.number(), id)
                    .update(session);
        }
        return new PassLink(new LinkId(id), organization, passes, time, end, Optional.empty());
    }

    @Override
    public void revoke(LinkId id, Instant time) {
        Sql.of(
                        "UPDATE pass_link SET date_revoked = ? WHERE id = ? AND date_revoked IS NULL",
                        time.toEpochMilli(),
                        id.value())
                .update(session);
    }

    @Override
    public void prune(Instant endedBefore, int most) {
        Sql.of(PRUNE, endedBefore.toEpochMilli(), most).update(session);
    }
}
