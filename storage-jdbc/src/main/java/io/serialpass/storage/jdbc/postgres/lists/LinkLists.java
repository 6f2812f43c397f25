package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.storage.jdbc.LinkRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import io.serialpass.wallet.PassLinkSort;
import java.util.List;
import java.util.Optional;

/** The list of links. */
final class LinkLists {

    private LinkLists() {}

    static ListSource<PassLink, PassLinkSort> links(long organization, PassLinkQuery query) {
        List<Condition> filters = ListSource.filters(
                Condition.of("k.organization_id = ?", organization),
                query.pass().stream()
                        .mapToObj(number -> Condition.of(
                                "k.id IN (SELECT j.link_id FROM pass_link_pass j WHERE j.pass_id = ?)",
                                (Object) number))
                        .findFirst(),
                TimeConditions.within("k.date_created", query.dateCreated()));
        return new ListSource<>(LinkRows.ROWS, filters, field -> "k.date_created", "", Optional.empty());
    }
}
