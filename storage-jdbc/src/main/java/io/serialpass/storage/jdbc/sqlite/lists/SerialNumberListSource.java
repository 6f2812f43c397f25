package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.query.Listing;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.SerialNumberRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The indexes of serial numbers, and which of them serves what a query asks for. */
final class SerialNumberListSource extends ListSource<SerialNumber, SerialNumberSort> {

    private static final String TABLE = "serial_number s";

    private final Session session;
    private final long organizationId;
    private final SerialNumberQuery query;
    private final Condition ofOrganization;
    private final Optional<Condition> ofStatus;
    private final Optional<MatchingItems> items;
    private final Optional<Condition> ofValue;
    private final Optional<Condition> created;
    private final Optional<Condition> updated;

    SerialNumberListSource(Session session, long organizationId, SerialNumberQuery query) {
        super(SerialNumberRows.of(query.organization()));
        this.session = session;
        this.organizationId = organizationId;
        this.query = query;
        this.ofOrganization = Condition.of("s.organization_id = ?", organizationId);
        this.items = query.itemReference()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> new MatchingItems(session, organizationId, wildcard));
        filter(items.map(MatchingItems::test).orElse(ofOrganization));
        this.ofStatus = filter(query.status().map(status -> Condition.of("s.status = ?", status.code())));
        this.ofValue = filter(TextConditions.matches("s.value", query.value()));
        this.created = filter(TimeConditions.within("s.date_created", query.dateCreated()));
        this.updated = filter(TimeConditions.within("s.last_updated", query.lastUpdated()));
    }

    private boolean isOfOneItem() {
        return items.filter(MatchingItems::isOne).isPresent();
    }

    @Override
    AccessPath inOrder() {
        SerialNumberSort sort = query.listing().sort();
        Optional<AccessPath> withinItem = items.filter(MatchingItems::isOne).flatMap(one -> inOrderWithin(one, sort));
        if (withinItem.isPresent()) {
            return withinItem.get();
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
            case ITEM_REFERENCE -> inOrderOfItems();
        };
    }

    private Optional<AccessPath> inOrderWithin(MatchingItems item, SerialNumberSort sort) {
        return switch (sort) {
            case ID, ITEM_REFERENCE ->
                Optional.of(ofStatus.isPresent() ? item.through("item_status").with(ofStatus) : item.through("item"));
            case STATUS -> Optional.of(item.through("item_status").with(ofStatus));
            case DATE_CREATED -> Optional.of(item.through("item_date_created").with(created));
            case VALUE, LAST_UPDATED -> Optional.empty();
        };
    }

    /** Along the items by reference, and within each along its serial numbers by id. */
    private AccessPath inOrderOfItems() {
        String index = ofStatus.isPresent() ? "item_status" : "item";
        AccessPath path = new AccessPath(
                Condition.of("item i INDEXED BY item_by_reference CROSS JOIN " + TABLE + " INDEXED BY serial_number_by_"
                        + index + " ON s.item_id = i.id"),
                List.of(new Condition("i.organization_id = ?", ofOrganization.arguments())),
                List.of(items.map(MatchingItems::test).orElse(ofOrganization)));
        return path.with(ofStatus, items.map(wanted -> wanted.item("i")));
    }

    @SafeVarargs
    private AccessPath through(String index, Optional<Condition>... served) {
        return AccessPath.of(TABLE + " INDEXED BY serial_number_by_" + index, ofOrganization)
                .with(served);
    }

    @Override
    List<AccessPath> byFilter() {
        List<AccessPath> paths = new ArrayList<>();
        if (ofValue.isPresent()) {
            Wildcard wildcard = query.value().orElseThrow();
            Optional<Condition> range = TextConditions.range("s.value", wildcard);
            range.ifPresent(condition -> paths.add(through("folded_value", Optional.of(condition))));
            // The trigrams of a prefix reach no fewer rows than its range does.
            TextConditions.trigrams(wildcard, range.isPresent())
                    .ifPresent(trigrams -> paths.add(throughSearch(trigrams)));
        }
        items.map(this::throughItems).ifPresent(paths::add);
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
    Optional<AccessPath> shortcut() {
        Optional<Condition> range = query.value().flatMap(wildcard -> TextConditions.range("s.value", wildcard));
        boolean byPrefix = range.isPresent() && filters().equals(List.of(ofOrganization, range.get()));
        Listing<SerialNumberSort> listing = query.listing();
        return switch (listing.sort()) {
            case ID, DATE_CREATED -> {
                if (byPrefix) {
                    yield new ValueBlocks(session, organizationId, ofOrganization, range.get(), listing).path();
                }
                yield items.filter(wanted -> wanted.areFew()
                                && listing.sort() == SerialNumberSort.DATE_CREATED
                                && filters().equals(List.of(wanted.test())))
                        .flatMap(wanted -> new MergedItemLists(session, wanted, listing).path());
            }
            case VALUE ->
                new CaseVariants(session, through("value"), "s", List.of("value", "organization_id"), listing)
                        .path(query.value(), filters());
            case STATUS, ITEM_REFERENCE, LAST_UPDATED -> Optional.empty();
        };
    }

    /** Of those that begin with the item, the index that has what the page is sorted by. */
    private AccessPath throughItems(MatchingItems wanted) {
        if (ofStatus.isPresent()) {
            return wanted.through("item_status").with(ofStatus);
        }
        return query.listing().sort() == SerialNumberSort.DATE_CREATED
                ? wanted.through("item_date_created").with(created)
                : wanted.through("item");
    }

    private static AccessPath throughSearch(String trigrams) {
        return new AccessPath(
                Condition.of(
                        "(" + SearchIndex.SERIAL_NUMBERS.candidates() + ") c CROSS JOIN " + TABLE + " ON s.id = c.id",
                        trigrams),
                List.of());
    }

    @Override
    OptionalLong knownTotal() {
        if (ofValue.isPresent() || created.isPresent() || updated.isPresent()) {
            return OptionalLong.empty();
        }
        // The counts of many items take longer than a page.
        boolean ofMany = items.filter(MatchingItems::areMany).isPresent();
        return ofMany && !query.listing().page().withTotal()
                ? OptionalLong.empty()
                : OptionalLong.of(count(items, ofStatus));
    }

    @Override
    long rowsInOrder() {
        AccessPath inOrder = inOrder();
        return count(items.filter(wanted -> inOrder.serves(wanted.test())), ofStatus.filter(inOrder::serves));
    }

    /** How many the organization, or the items, have of a status or of all. */
    private long count(Optional<MatchingItems> of, Optional<Condition> status) {
        Sql sql = of.map(wanted -> Sql.of("SELECT coalesce(sum(s.count), 0) FROM serial_number_count s WHERE ")
                        .add(wanted.within()))
                .orElseGet(() -> Sql.of("SELECT coalesce(sum(s.count), 0) FROM serial_number_total s WHERE ")
                        .add(ofOrganization));
        status.ifPresent(condition -> sql.add(" AND ").add(condition));
        return sql.number(session);
    }

    @Override
    String column(SerialNumberSort field) {
        return switch (field) {
            case ID -> "s.id";
            case VALUE -> "s.value";
            case STATUS -> "s.status";
            case ITEM_REFERENCE -> isOfOneItem() ? "s.id" : "i.reference";
            case DATE_CREATED -> "s.date_created";
            case LAST_UPDATED -> "s.last_updated";
        };
    }

    @Override
    String joinFor(SerialNumberSort field) {
        return field == SerialNumberSort.ITEM_REFERENCE && !isOfOneItem() ? " JOIN item i ON i.id = s.item_id" : "";
    }
}
