package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** The items that a query filters serial numbers by. All belong to the organization, so that their rows need no test of it. */
final class MatchingItems {

    /** Up to this many items are listed before their serial numbers are looked at. */
    private static final int FEW = 100;

    private final long organizationId;
    private final Wildcard reference;
    private final Condition ids;
    private final Condition within;
    private final Condition test;
    private final long count;

    /**
     * Looks for them.
     *
     * @param reference the filter of their references; it leaves something out
     */
    MatchingItems(Session session, long organizationId, Wildcard reference) {
        this.organizationId = organizationId;
        this.reference = reference;
        this.ids = ItemListSource.idsByReference(organizationId, reference);
        record Some(long count, long first) {}
        Some some = Sql.of("SELECT count(*), min(id) FROM (SELECT id FROM (")
                .add(ids)
                .add(") LIMIT ?)", FEW + 1)
                .first(session, row -> new Some(row.getLong(1), row.getLong(2)))
                .orElseThrow();
        this.count = some.count();
        // One item is worth knowing, since the indexes that begin with it then give their order.
        this.within = count == 1
                ? Condition.of("s.item_id = ?", some.first())
                : new Condition("s.item_id IN (" + ids.sql() + ")", ids.arguments());
        Condition itsItem = item("t");
        this.test = areMany()
                ? new Condition(
                        "EXISTS (SELECT 1 FROM item t WHERE t.id = s.item_id AND " + itsItem.sql() + ")",
                        itsItem.arguments())
                : within;
    }

    boolean isOne() {
        return count == 1;
    }

    /** Whether there is more than one, and not too many to list. */
    boolean areFew() {
        return count > 1 && count <= FEW;
    }

    /** Whether there are too many to list before their serial numbers are looked at. */
    boolean areMany() {
        return count > FEW;
    }

    /** How many there are; if they are many, no more than that they are. */
    long count() {
        return count;
    }

    /** Selects their ids. */
    Condition ids() {
        return ids;
    }

    /** For an index that begins with the item: enters it at each of them. */
    Condition within() {
        return within;
    }

    /** The way to their serial numbers through an index that begins with the item. */
    AccessPath through(String index) {
        String table = "serial_number s INDEXED BY serial_number_by_" + index;
        // Many are taken one by one, as far as need be, where a condition would list them all first.
        return areMany()
                ? new AccessPath(
                        new Condition(
                                "(" + ids.sql() + ") wanted CROSS JOIN " + table + " ON s.item_id = wanted.id",
                                ids.arguments()),
                        List.of(),
                        List.of(test))
                : AccessPath.of(table, within);
    }

    /** The test of a serial number: its item is in the list of a few. If they are many, its item is looked up and tested. */
    Condition test() {
        return test;
    }

    /** The test of an item. */
    Condition item(String table) {
        Condition matches = TextConditions.matches(table + ".reference", reference);
        List<Object> arguments = new ArrayList<>(matches.arguments());
        arguments.add(organizationId);
        return new Condition(matches.sql() + " AND " + table + ".organization_id = ?", arguments);
    }
}
