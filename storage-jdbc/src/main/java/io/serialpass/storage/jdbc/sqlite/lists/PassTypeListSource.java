package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.PassTypeRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassTypeSort;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The list of pass types. An organization has few, so that what a filter leaves out is passed over. */
final class PassTypeListSource implements ListSource<PassType, PassTypeSort> {

    private final Handle handle;
    private final PassTypeQuery query;
    private final Condition ofOrganization;

    PassTypeListSource(Handle handle, long organizationId, PassTypeQuery query) {
        this.handle = handle;
        this.query = query;
        this.ofOrganization = Condition.of("t.organization_id = ?", organizationId);
    }

    @Override
    public List<Condition> filters() {
        List<Condition> filters = new ArrayList<>(List.of(ofOrganization));
        query.passTypeIdentifier()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> TextConditions.matches("t.identifier", wildcard))
                .ifPresent(filters::add);
        TimeConditions.within("t.date_created", query.dateCreated()).ifPresent(filters::add);
        TimeConditions.within("t.last_updated", query.lastUpdated()).ifPresent(filters::add);
        return filters;
    }

    @Override
    public AccessPath inOrder() {
        String index = switch (query.listing().sort()) {
            case PASS_TYPE_IDENTIFIER -> "identifier";
            case DATE_CREATED -> "date_created";
            case LAST_UPDATED -> "last_updated";
        };
        return AccessPath.of("pass_type t INDEXED BY pass_type_by_" + index, ofOrganization);
    }

    @Override
    public List<AccessPath> byFilter() {
        return List.of();
    }

    @Override
    public OptionalLong knownTotal() {
        return OptionalLong.empty();
    }

    @Override
    public long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM pass_type t WHERE ")
                .add(ofOrganization)
                .number(handle);
    }

    @Override
    public String column(PassTypeSort field) {
        return switch (field) {
            case PASS_TYPE_IDENTIFIER -> "t.identifier";
            case DATE_CREATED -> "t.date_created";
            case LAST_UPDATED -> "t.last_updated";
        };
    }

    @Override
    public String id() {
        return "t.id";
    }

    @Override
    public String rowsOfPage() {
        return PassTypeRows.SELECT + " FROM page CROSS JOIN pass_type t ON t.id = page.id" + PassTypeRows.JOINS;
    }

    @Override
    public Sql.Row<PassType> mapper() {
        return PassTypeRows.MAPPER;
    }
}
