package io.serialpass.storage.jdbc;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.query.Listing;
import io.serialpass.query.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The indexes of serial numbers, and which of them serves what a query asks for. */
final class SerialNumberShape implements Listings.Shape<SerialNumber, SerialNumberSort> {

    private static final String TABLE = "serial_number s";

    private final Handle handle;
    private final long organizationId;
    private final SerialNumberQuery query;
    private final Condition ofOrganization;
    private final Optional<Condition> ofStatus;
    private final Optional<Condition> matchingItems;
    private final Optional<Condition> ofItems;
    private final boolean ofOneItem;
    private final Optional<Condition> ofValue;
    private final Optional<Condition> created;
    private final Optional<Condition> updated;

    SerialNumberShape(Handle handle, long organizationId, SerialNumberQuery query) {
        this.handle = handle;
        this.organizationId = organizationId;
        this.query = query;
        this.ofOrganization = Condition.of("s.organization_id = ?", organizationId);
        this.ofStatus = query.status().map(status -> Condition.of("s.status = ?", status.code()));
        this.ofValue = query.value()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> TextConditions.matches("s.value", wildcard));
        this.created = TimeConditions.within("s.date_created", query.dateCreated());
        this.updated = TimeConditions.within("s.last_updated", query.lastUpdated());
        this.matchingItems = query.itemReference()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> ItemShape.idsByReference(organizationId, wildcard));
        List<Long> someItems = matchingItems
                .map(ids -> Sql.of("SELECT id FROM (").add(ids).add(") LIMIT 2").list(handle, row -> row.getLong(1)))
                .orElse(List.of());
        // One item is worth knowing, since the indexes that begin with it then give their order.
        this.ofOneItem = someItems.size() == 1;
        this.ofItems = ofOneItem
                ? Optional.of(Condition.of("s.item_id = ?", someItems.get(0)))
                : matchingItems.map(ids -> new Condition("s.item_id IN (" + ids.sql() + ")", ids.arguments()));
    }

    @Override
    public List<Condition> filters() {
        List<Condition> filters = new ArrayList<>();
        filters.add(ofOrganization);
        ofStatus.ifPresent(filters::add);
        ofItems.ifPresent(filters::add);
        ofValue.ifPresent(filters::add);
        created.ifPresent(filters::add);
        updated.ifPresent(filters::add);
        return filters;
    }

    @Override
    public AccessPath walk() {
        SerialNumberSort sort = query.listing().sort();
        if (ofOneItem) {
            Optional<AccessPath> within = walkWithinItem(ofItems.orElseThrow(), sort);
            if (within.isPresent()) {
                return within.get();
            }
        }
        return switch (sort) {
            case ID -> ofStatus.isPresent() ? through("status", ofStatus) : through("id");
            case STATUS -> through("status", ofStatus);
            case VALUE ->
                through("value", query.value().flatMap(wildcard -> TextConditions.spread("s.value", wildcard)));
            case DATE_CREATED ->
                ofStatus.isPresent()
                        ? through("status_date_created", ofStatus, created)
                        : through("date_created", created);
            case LAST_UPDATED ->
                ofStatus.isPresent()
                        ? through("status_last_updated", ofStatus, updated)
                        : through("last_updated", updated);
            case ITEM_REFERENCE -> walkAlongItems();
        };
    }

    private Optional<AccessPath> walkWithinItem(Condition item, SerialNumberSort sort) {
        return switch (sort) {
            case ID, ITEM_REFERENCE ->
                Optional.of(
                        ofStatus.isPresent() ? withinItem("item_status", item, ofStatus) : withinItem("item", item));
            case STATUS -> Optional.of(withinItem("item_status", item, ofStatus));
            case DATE_CREATED -> Optional.of(withinItem("item_date_created", item, created));
            case VALUE, LAST_UPDATED -> Optional.empty();
        };
    }

    /** Along the items by reference, and within each along its serial numbers by id. */
    private AccessPath walkAlongItems() {
        List<Condition> reach = new ArrayList<>();
        reach.add(new Condition("i.organization_id = ?", ofOrganization.arguments()));
        ofStatus.ifPresent(reach::add);
        // Said of the items, it keeps the walk from entering the others.
        matchingItems.ifPresent(ids -> reach.add(new Condition("i.id IN (" + ids.sql() + ")", ids.arguments())));
        ofItems.ifPresent(reach::add);
        reach.add(ofOrganization);
        String index = ofStatus.isPresent() ? "item_status" : "item";
        return new AccessPath(
                Condition.of("item i INDEXED BY item_by_reference CROSS JOIN " + TABLE + " INDEXED BY serial_number_by_"
                        + index + " ON s.item_id = i.id"),
                reach);
    }

    @SafeVarargs
    private AccessPath through(String index, Optional<Condition>... served) {
        List<Condition> reach = new ArrayList<>();
        reach.add(ofOrganization);
        for (Optional<Condition> condition : served) {
            condition.ifPresent(reach::add);
        }
        return new AccessPath(Condition.of(TABLE + " INDEXED BY serial_number_by_" + index), reach);
    }

    @SafeVarargs
    private AccessPath withinItem(String index, Condition item, Optional<Condition>... served) {
        List<Condition> reach = new ArrayList<>();
        reach.add(item);
        // An item is of one organization, so this passes over nothing.
        reach.add(ofOrganization);
        for (Optional<Condition> condition : served) {
            condition.ifPresent(reach::add);
        }
        return new AccessPath(Condition.of(TABLE + " INDEXED BY serial_number_by_" + index), reach);
    }

    @Override
    public List<AccessPath> gatherings() {
        List<AccessPath> paths = new ArrayList<>();
        if (ofValue.isPresent()) {
            Wildcard wildcard = query.value().orElseThrow();
            Optional<Condition> range = TextConditions.range("s.value", wildcard);
            range.ifPresent(condition -> paths.add(through("folded_value", Optional.of(condition))));
            // The trigrams of a prefix reach no fewer rows than its range does.
            TextConditions.trigrams(wildcard, range.isPresent())
                    .ifPresent(trigrams -> paths.add(throughSearch(trigrams)));
        }
        ofItems.ifPresent(items -> paths.add(throughItems(items)));
        created.ifPresent(range -> paths.add(
                ofStatus.isPresent()
                        ? through("status_date_created", ofStatus, created)
                        : through("date_created", created)));
        updated.ifPresent(range -> paths.add(
                ofStatus.isPresent()
                        ? through("status_last_updated", ofStatus, updated)
                        : through("last_updated", updated)));
        if (paths.isEmpty() && ofStatus.isPresent()) {
            paths.add(through("status", ofStatus));
        }
        return paths;
    }

    @Override
    public Optional<AccessPath> nearest() {
        Optional<Condition> range = query.value().flatMap(wildcard -> TextConditions.range("s.value", wildcard));
        boolean byPrefix = range.isPresent() && filters().equals(List.of(ofOrganization, range.get()));
        boolean byItems = !ofOneItem && ofItems.isPresent() && filters().equals(List.of(ofOrganization, ofItems.get()));
        Listing<SerialNumberSort> listing = query.listing();
        return switch (listing.sort()) {
            case ID, DATE_CREATED -> {
                if (byPrefix) {
                    yield new ValueBlocks(handle, organizationId, ofOrganization, range.get(), listing).path();
                }
                yield byItems && listing.sort() == SerialNumberSort.DATE_CREATED
                        ? new ItemsByAge(handle, matchingItems.orElseThrow(), ofItems.get(), ofOrganization, listing)
                                .path()
                        : Optional.empty();
            }
            case VALUE ->
                new Spellings(handle, through("value"), "s", List.of("value", "organization_id"), listing)
                        .path(query.value(), filters());
            case STATUS, ITEM_REFERENCE, LAST_UPDATED -> Optional.empty();
        };
    }

    /** Of those that begin with the item, the index that has what the page is sorted by. */
    private AccessPath throughItems(Condition items) {
        if (ofStatus.isPresent()) {
            return withinItem("item_status", items, ofStatus);
        }
        return query.listing().sort() == SerialNumberSort.DATE_CREATED
                ? withinItem("item_date_created", items, created)
                : withinItem("item", items);
    }

    private static AccessPath throughSearch(String trigrams) {
        return new AccessPath(
                Condition.of(
                        "(" + SearchIndex.SERIAL_NUMBERS.candidates() + ") c CROSS JOIN " + TABLE + " ON s.id = c.id",
                        trigrams),
                List.of());
    }

    @Override
    public OptionalLong knownTotal() {
        if (ofValue.isPresent() || created.isPresent() || updated.isPresent()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(count(ofItems, ofStatus));
    }

    @Override
    public long rowsOfWalk() {
        List<Condition> served = walk().reach();
        return count(ofItems.filter(served::contains), ofStatus.filter(served::contains));
    }

    /** How many the organization, or the items, have of a status or of all. */
    private long count(Optional<Condition> items, Optional<Condition> status) {
        Sql sql = items.map(condition -> Sql.of("SELECT coalesce(sum(s.count), 0) FROM serial_number_count s WHERE ")
                        .add(condition))
                .orElseGet(() -> Sql.of("SELECT coalesce(sum(s.count), 0) FROM serial_number_total s WHERE ")
                        .add(ofOrganization));
        status.ifPresent(condition -> sql.add(" AND ").add(condition));
        return sql.number(handle);
    }

    @Override
    public String column(SerialNumberSort field) {
        return switch (field) {
            case ID -> "s.id";
            case VALUE -> "s.value";
            case STATUS -> "s.status";
            case ITEM_REFERENCE -> ofOneItem ? "s.id" : "i.reference";
            case DATE_CREATED -> "s.date_created";
            case LAST_UPDATED -> "s.last_updated";
        };
    }

    @Override
    public String id() {
        return "s.id";
    }

    @Override
    public String joinFor(SerialNumberSort field) {
        return field == SerialNumberSort.ITEM_REFERENCE && !ofOneItem ? " JOIN item i ON i.id = s.item_id" : "";
    }

    @Override
    public String rowsOfPage() {
        return SerialNumberRows.SELECT + " FROM page CROSS JOIN serial_number s ON s.id = page.id"
                + SerialNumberRows.JOINS;
    }

    @Override
    public Sql.Row<SerialNumber> mapper() {
        return SerialNumberRows.MAPPER;
    }
}
