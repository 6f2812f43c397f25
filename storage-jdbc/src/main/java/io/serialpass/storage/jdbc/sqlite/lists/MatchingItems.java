package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The items whose serial numbers a query wants, all of its organization, so that their serial numbers need no test of that. */
final class MatchingItems {

    /** Of no more items than this it is worth to know all before their serial numbers are looked at. */
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
     * @param reference what their references match; not everything
     */
    MatchingItems(Handle handle, long organizationId, Wildcard reference) {
        this.organizationId = organizationId;
        this.reference = reference;
        this.ids = ItemListSource.idsByReference(organizationId, reference);
        record Some(long count, long first) {}
        Some some = Sql.of("SELECT count(*), min(id) FROM (SELECT id FROM (")
                .add(ids)
                .add(") LIMIT ?)", FEW + 1)
                .list(handle, row -> new Some(row.getLong(1), row.getLong(2)))
                .get(0);
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

    /** Whether they are more than one, and not many. */
    boolean areFew() {
        return count > 1 && count <= FEW;
    }

    /** Whether there are more than to know all before their serial numbers are looked at. */
    boolean areMany() {
        return count > FEW;
    }

    /** How many there are; of many, at least so many. */
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

    /** The test of a row: its item is one of a few, or, as listing many takes longer than a page, is looked at itself. */
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
