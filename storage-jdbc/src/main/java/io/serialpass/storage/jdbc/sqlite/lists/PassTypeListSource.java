package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.PassTypeRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassTypeSort;

/** The list of pass types. An organization has few, so that the filters have no indexes. */
final class PassTypeListSource extends ListSource<PassType, PassTypeSort> {

    private final Session session;
    private final PassTypeSort sort;
    private final Condition ofOrganization;

    PassTypeListSource(Session session, long organizationId, PassTypeQuery query) {
        super(PassTypeRows.ROWS);
        this.session = session;
        this.sort = query.listing().sort();
        this.ofOrganization = filter(Condition.of("t.organization_id = ?", organizationId));
        filter(TextConditions.matches("t.identifier", query.passTypeIdentifier()));
        filter(TimeConditions.within("t.date_created", query.dateCreated()));
        filter(TimeConditions.within("t.last_updated", query.lastUpdated()));
    }

    @Override
    AccessPath inOrder() {
        String index = switch (sort) {
            case PASS_TYPE_IDENTIFIER -> "identifier";
            case DATE_CREATED -> "date_created";
            case LAST_UPDATED -> "last_updated";
        };
        return AccessPath.of("pass_type t INDEXED BY pass_type_by_" + index, ofOrganization);
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM pass_type t WHERE ")
                .add(ofOrganization)
                .number(session);
    }

    @Override
    String column(PassTypeSort field) {
        return switch (field) {
            case PASS_TYPE_IDENTIFIER -> "t.identifier";
            case DATE_CREATED -> "t.date_created";
            case LAST_UPDATED -> "t.last_updated";
        };
    }
}
