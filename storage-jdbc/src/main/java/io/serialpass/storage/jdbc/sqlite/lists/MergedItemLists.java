package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.query.Listing;
import io.serialpass.query.SortOrder;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the serial numbers of a few items in the order of creation. An index has the serial numbers of each item in that order.
 * The first few of each item tell a date: the rows up to this date fill the page, and no later row is looked at.
 */
final class MergedItemLists {

    private static final long MOST_ROWS_LOOKED_AT = 400;

    private static final String TABLE = "serial_number %s INDEXED BY serial_number_by_item_date_created";

    private final Session session;
    private final MatchingItems items;
    private final Listing<SerialNumberSort> listing;
    private final boolean ascending;

    /**
     * Looks for a page.
     *
     * @param items the items, a few
     * @param listing sorted by date of creation
     */
    MergedItemLists(Session session, MatchingItems items, Listing<SerialNumberSort> listing) {
        this.session = session;
        this.items = items;
        this.listing = listing;
        this.ascending = listing.order() == SortOrder.ASC;
    }

    /** The way through the rows up to that date; empty if the first few rows of the items do not fill the page. */
    Optional<AccessPath> path() {
        long wanted = Listings.wanted(listing.page());
        long ofEach = Math.max(2 * wanted / items.count(), Math.min(wanted, MOST_ROWS_LOOKED_AT / items.count()));
        OptionalLong bound = bound(wanted, ofEach);
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        Condition within = Condition.of("s.date_created" + (ascending ? " <= ?" : " >= ?"), bound.getAsLong());
        return Optional.of(new AccessPath(Condition.of(TABLE.formatted("s")), List.of(items.within(), within)));
    }

    /** The date of the last row of the page among the first few rows of each item. The page itself ends no later. */
    private OptionalLong bound(long wanted, long ofEach) {
        String direction = ascending ? "" : " DESC";
        Sql sql = Sql.of("SELECT date_created FROM (SELECT x.date_created FROM (")
                .add(items.ids())
                .add(") i CROSS JOIN " + TABLE.formatted("x") + " ON x.item_id = i.id WHERE x.date_created "
                        + (ascending ? "<=" : ">=") + " coalesce((SELECT y.date_created FROM " + TABLE.formatted("y")
                        + " WHERE y.item_id = i.id");
        CreationOrder.addBeyond(sql, "y", listing);
        sql.add(
                " ORDER BY y.date_created" + direction + " LIMIT 1 OFFSET ?), ?)",
                ofEach - 1,
                ascending ? Long.MAX_VALUE : Long.MIN_VALUE);
        CreationOrder.addBeyond(sql, "x", listing);
        return sql.add(") ORDER BY date_created" + direction + " LIMIT 1 OFFSET ?", wanted - 1)
                .optionalNumber(session);
    }
}
