package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.IssuedTokenSort;
import io.serialpass.storage.jdbc.ApiTokenRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;

/** The list of API tokens. Its one order is the one of its one index. */
final class ApiTokenListSource extends ListSource<IssuedToken, IssuedTokenSort> {

    private final Session session;
    private final Condition ofOrganization;

    ApiTokenListSource(Session session, long organizationId, IssuedTokenQuery query) {
        super(ApiTokenRows.ROWS);
        this.session = session;
        this.ofOrganization = filter(Condition.of("t.organization_id = ?", organizationId));
        filter(TimeConditions.within("t.date_created", query.dateCreated()));
    }

    @Override
    AccessPath inOrder() {
        return AccessPath.of("api_token t INDEXED BY api_token_by_date_created", ofOrganization);
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM api_token t WHERE ")
                .add(ofOrganization)
                .number(session);
    }

    @Override
    String column(IssuedTokenSort field) {
        return switch (field) {
            case DATE_CREATED -> "t.date_created";
        };
    }
}
