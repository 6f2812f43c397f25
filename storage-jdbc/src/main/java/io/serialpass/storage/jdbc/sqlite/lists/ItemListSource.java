package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemSort;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.ItemRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The indexes of items, and which of them serves what a query asks for. */
final class ItemListSource implements ListSource<Item, ItemSort> {

    private static final String TABLE = "item i";

    private final Handle handle;
    private final ItemQuery query;
    private final Condition ofOrganization;
    private final Optional<Condition> ofReference;
    private final Optional<Condition> ofName;
    private final Optional<Condition> created;
    private final Optional<Condition> updated;

    ItemListSource(Handle handle, long organizationId, ItemQuery query) {
        this.handle = handle;
        this.query = query;
        this.ofOrganization = ofOrganization(organizationId);
        this.ofReference = query.reference()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> TextConditions.matches("i.reference", wildcard));
        this.ofName = query.name()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> TextConditions.matches("i.name", wildcard));
        this.created = TimeConditions.within("i.date_created", query.dateCreated());
        this.updated = TimeConditions.within("i.last_updated", query.lastUpdated());
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
    public List<Condition> filters() {
        List<Condition> filters = new ArrayList<>();
        filters.add(ofOrganization);
        ofReference.ifPresent(filters::add);
        ofName.ifPresent(filters::add);
        created.ifPresent(filters::add);
        updated.ifPresent(filters::add);
        return filters;
    }

    @Override
    public AccessPath inOrder() {
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
    public List<AccessPath> byFilter() {
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
    public OptionalLong knownTotal() {
        return filters().size() == 1 ? OptionalLong.of(rowsInOrder()) : OptionalLong.empty();
    }

    @Override
    public long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM item i WHERE ").add(ofOrganization).number(handle);
    }

    @Override
    public String column(ItemSort field) {
        return switch (field) {
            case ID -> "i.id";
            case REFERENCE -> "i.reference";
            case NAME -> "i.name";
            case DATE_CREATED -> "i.date_created";
            case LAST_UPDATED -> "i.last_updated";
        };
    }

    @Override
    public String id() {
        return "i.id";
    }

    @Override
    public String rowsOfPage() {
        return ItemRows.SELECT + " FROM page CROSS JOIN item i ON i.id = page.id" + ItemRows.JOINS;
    }

    @Override
    public Sql.Row<Item> mapper() {
        return ItemRows.MAPPER;
    }
}
