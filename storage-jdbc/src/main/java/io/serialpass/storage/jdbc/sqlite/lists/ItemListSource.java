package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemSort;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.ItemRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The indexes of items, and which of them serves what a query asks for. */
final class ItemListSource extends ListSource<Item, ItemSort> {

    private static final String TABLE = "item i";

    private final Session session;
    private final ItemQuery query;
    private final Condition ofOrganization;
    private final Optional<Condition> created;
    private final Optional<Condition> updated;

    ItemListSource(Session session, long organizationId, ItemQuery query) {
        super(ItemRows.ROWS);
        this.session = session;
        this.query = query;
        this.ofOrganization = filter(ofOrganization(organizationId));
        filter(TextConditions.matches("i.reference", query.reference()));
        filter(TextConditions.matches("i.name", query.name()));
        this.created = filter(TimeConditions.within("i.date_created", query.dateCreated()));
        this.updated = filter(TimeConditions.within("i.last_updated", query.lastUpdated()));
    }

    private static Condition ofOrganization(long organizationId) {
        return Condition.of("i.organization_id = ?", organizationId);
    }

    /** Selects the ids of an organization's items whose reference matches. */
    static Condition idsByReference(long organizationId, Wildcard wildcard) {
        AccessPath path =
                throughText("reference", wildcard).orElse(AccessPath.of(TABLE + " INDEXED BY item_by_reference"));
        List<Condition> conditions = new ArrayList<>(path.reach());
        conditions.add(ofOrganization(organizationId));
        conditions.add(TextConditions.matches("i.reference", wildcard));
        return new Condition(
                "SELECT i.id FROM " + path.from().sql() + " WHERE "
                        + String.join(
                                " AND ", conditions.stream().map(Condition::sql).toList()),
                conditions.stream()
                        .flatMap(condition -> condition.arguments().stream())
                        .toList());
    }

    /** The index that serves a wildcard over a text column; empty where none does. */
    private static Optional<AccessPath> throughText(String column, Wildcard wildcard) {
        Optional<AccessPath> range = TextConditions.range("i." + column, wildcard)
                .map(condition -> AccessPath.of(TABLE + " INDEXED BY item_by_folded_" + column, condition));
        return range.isPresent()
                ? range
                : TextConditions.trigrams(wildcard, false)
                        .map(trigrams -> AccessPath.of(
                                TABLE + " NOT INDEXED",
                                Condition.of(
                                        "i.id IN (SELECT rowid FROM item_search WHERE item_search MATCH ?)",
                                        column + " : (" + trigrams + ")")));
    }

    @Override
    AccessPath inOrder() {
        return switch (query.listing().sort()) {
            case ID -> through("id", Optional.empty());
            case REFERENCE -> through("reference", Optional.empty());
            case NAME -> through("name", Optional.empty());
            case DATE_CREATED -> through("date_created", created);
            case LAST_UPDATED -> through("last_updated", updated);
        };
    }

    private AccessPath through(String index, Optional<Condition> served) {
        return AccessPath.of(TABLE + " INDEXED BY item_by_" + index, ofOrganization)
                .with(served);
    }

    @Override
    List<AccessPath> byFilter() {
        List<AccessPath> paths = new ArrayList<>();
        query.reference()
                .flatMap(wildcard -> throughText("reference", wildcard))
                .ifPresent(path -> paths.add(path.with(ofOrganization)));
        query.name()
                .flatMap(wildcard -> throughText("name", wildcard))
                .ifPresent(path -> paths.add(path.with(ofOrganization)));
        created.ifPresent(range -> paths.add(through("date_created", created)));
        updated.ifPresent(range -> paths.add(through("last_updated", updated)));
        return paths;
    }

    @Override
    OptionalLong knownTotal() {
        return filters().size() == 1 ? OptionalLong.of(rowsInOrder()) : OptionalLong.empty();
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM item i WHERE ").add(ofOrganization).number(session);
    }

    @Override
    String column(ItemSort field) {
        return switch (field) {
            case ID -> "i.id";
            case REFERENCE -> "i.reference";
            case NAME -> "i.name";
            case DATE_CREATED -> "i.date_created";
            case LAST_UPDATED -> "i.last_updated";
        };
    }
}
