package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.LinkRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import io.serialpass.wallet.PassLinkSort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of links. Those to one pass are few, and are sorted; all others come along the one index of their one order. */
final class LinkListSource extends ListSource<PassLink, PassLinkSort> {

    private final Session session;
    private final Condition ofOrganization;
    private final Optional<Condition> toPass;
    private final Optional<Condition> created;
    private final long pass;

    LinkListSource(Session session, long organizationId, PassLinkQuery query) {
        super(LinkRows.ROWS);
        this.session = session;
        this.pass = query.pass().orElse(0);
        this.ofOrganization = filter(Condition.of("k.organization_id = ?", organizationId));
        this.toPass = filter(query.pass().stream()
                .mapToObj(number -> Condition.of(
                        "k.id IN (SELECT j.link_id FROM pass_link_pass j WHERE j.pass_id = ?)", (Object) number))
                .findFirst());
        this.created = filter(TimeConditions.within("k.date_created", query.dateCreated()));
    }

    @Override
    AccessPath inOrder() {
        return toPass.map(this::throughPass)
                .orElseGet(() -> AccessPath.of("pass_link k INDEXED BY pass_link_by_date_created", ofOrganization)
                        .with(created));
    }

    /** A pass is of one organization, so that this passes over nothing but links of other times. */
    private AccessPath throughPass(Condition implied) {
        List<Condition> reach = Stream.of(
                        Optional.of(Condition.of("j.pass_id = ?", pass)), Optional.of(ofOrganization), created)
                .flatMap(Optional::stream)
                .toList();
        return new AccessPath(
                Condition.of("pass_link_pass j CROSS JOIN pass_link k ON k.id = j.link_id"), reach, List.of(implied));
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM pass_link k WHERE ")
                .add(ofOrganization)
                .number(session);
    }

    @Override
    String column(PassLinkSort field) {
        return switch (field) {
            case DATE_CREATED -> "k.date_created";
        };
    }
}
