package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.IssuedTokenSort;
import io.serialpass.storage.jdbc.ApiTokenRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import java.util.List;
import java.util.Optional;

/** The list of API tokens. */
final class ApiTokenLists {

    private ApiTokenLists() {}

    static ListSource<IssuedToken, IssuedTokenSort> apiTokens(long organization, IssuedTokenQuery query) {
        List<Condition> filters = ListSource.filters(
                Condition.of("t.organization_id = ?", organization),
                TimeConditions.within("t.date_created", query.dateCreated()));
        return new ListSource<>(ApiTokenRows.ROWS, filters, field -> "t.date_created", "", Optional.empty());
    }
}
