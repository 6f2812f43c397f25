package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunSort;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemSort;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.ImportRunRows;
import io.serialpass.storage.jdbc.ItemRows;
import io.serialpass.storage.jdbc.SerialNumberRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lists of items, of serial numbers and of the runs of their imports. */
final class InventoryLists {

    private InventoryLists() {}

    static ListSource<Item, ItemSort> items(long organization, ItemQuery query) {
        List<Condition> filters = ListSource.filters(
                Condition.of("i.organization_id = ?", organization),
                TextFilters.matches("i.reference", query.reference()),
                TextFilters.matches("i.name", query.name()),
                TimeConditions.within("i.date_created", query.dateCreated()),
                TimeConditions.within("i.last_updated", query.lastUpdated()));
        return new ListSource<>(ItemRows.ROWS, filters, InventoryLists::column, "", Optional.empty());
    }

    private static String column(ItemSort field) {
        return switch (field) {
            case ID -> "i.id";
            case REFERENCE -> "i.reference";
            case NAME -> "i.name";
            case DATE_CREATED -> "i.date_created";
            case LAST_UPDATED -> "i.last_updated";
        };
    }

    static ListSource<SerialNumber, SerialNumberSort> serialNumbers(
            Session session, long organization, SerialNumberQuery query) {
        Condition ofOrganization = Condition.of("s.organization_id = ?", organization);
        Optional<Condition> matching = query.itemReference()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> itemsMatching(organization, wildcard));
        List<Long> some = matching.map(ids -> Sql.of("SELECT id FROM (")
                        .add(ids)
                        .add(") AS item LIMIT 2")
                        .list(session, row -> row.getLong(1)))
                .orElse(List.of());
        // One item is worth knowing, since the indexes that begin with it then give their order.
        boolean isOne = some.size() == 1;
        Optional<Condition> ofItems = isOne
                ? Optional.of(Condition.of("s.item_id = ?", some.get(0)))
                : matching.map(ids -> new Condition("s.item_id IN (" + ids.sql() + ")", ids.arguments()));
        Optional<Condition> ofStatus = query.status().map(status -> Condition.of("s.status = ?", status.code()));
        List<Condition> others = new ArrayList<>();
        TextFilters.matches("s.value", query.value()).ifPresent(others::add);
        TimeConditions.within("s.date_created", query.dateCreated()).ifPresent(others::add);
        TimeConditions.within("s.last_updated", query.lastUpdated()).ifPresent(others::add);

        List<Condition> filters = new ArrayList<>(ListSource.filters(ofOrganization, ofItems, ofStatus));
        // All rows of an item are of its organization, and an index that begins with the item does not hold that.
        if (isOne) {
            filters.remove(ofOrganization);
        }
        Optional<Sql> total =
                others.isEmpty() ? Optional.of(total(ofOrganization, ofItems, ofStatus)) : Optional.empty();
        filters.addAll(others);
        boolean byReference = query.listing().sort() == SerialNumberSort.ITEM_REFERENCE && !isOne;
        return new ListSource<>(
                SerialNumberRows.of(query.organization()),
                filters,
                field -> column(field, isOne),
                byReference ? " JOIN item i ON i.id = s.item_id" : "",
                total);
    }

    private static Condition itemsMatching(long organization, Wildcard wildcard) {
        Condition matches = TextFilters.matches("y.reference", wildcard);
        List<Object> arguments = new ArrayList<>();
        arguments.add(organization);
        arguments.addAll(matches.arguments());
        return new Condition("SELECT y.id FROM item y WHERE y.organization_id = ? AND " + matches.sql(), arguments);
    }

    /** From the counts that are kept, whose columns have the same names. */
    private static Sql total(Condition ofOrganization, Optional<Condition> ofItems, Optional<Condition> ofStatus) {
        Sql sql = Sql.of("SELECT coalesce(sum(s.count), 0) FROM ");
        sql.add(ofItems.isPresent() ? "serial_number_count s WHERE " : "serial_number_total s WHERE ");
        sql.add(ofItems.orElse(ofOrganization));
        ofStatus.ifPresent(status -> sql.add(" AND ").add(status));
        return sql;
    }

    private static String column(SerialNumberSort field, boolean isOfOneItem) {
        return switch (field) {
            case ID -> "s.id";
            case VALUE -> "s.value";
            case STATUS -> "s.status";
            case ITEM_REFERENCE -> isOfOneItem ? "s.id" : "i.reference";
            case DATE_CREATED -> "s.date_created";
            case LAST_UPDATED -> "s.last_updated";
        };
    }

    static ListSource<ImportRun, ImportRunSort> imports(long organization) {
        List<Condition> filters = ListSource.filters(Condition.of("r.organization_id = ?", organization));
        return new ListSource<>(ImportRunRows.ROWS, filters, field -> "r.date_created", "", Optional.empty());
    }
}
