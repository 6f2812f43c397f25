package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.query.Listing;
import io.serialpass.query.SortOrder;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.sqlite.lists.CreationOrder.Disorder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the matches of a prefix in the order of creation or of the ids. A block holds {@value #IDS} ids in a row, and an index has
 * the values of each block in order. The blocks are searched one after the other, from the first block of the page to its last.
 * If a clock ran back, the two orders differ within some ranges of ids. These ranges are known, and a search never ends within
 * one.
 */
final class ValueBlocks {

    private static final int SHIFT = 12;
    private static final long IDS = 1L << SHIFT;

    /** Each block costs a look into the index. Beyond this many blocks, sorting all matches costs less. */
    private static final long MOST_BLOCKS = 2_000;

    private static final String NEXT = """
            WITH RECURSIVE block (n) AS (SELECT ? UNION ALL SELECT n + ? FROM block WHERE n <> ?)
            SELECT min(n), max(n), count(*) FROM (SELECT n FROM\s""";

    private static final String FROM = "block CROSS JOIN serial_number s INDEXED BY serial_number_by_block_value"
            + " ON (s.id >> " + SHIFT + ") = block.n";

    private static final String WITHIN = "(WITH RECURSIVE block (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM block"
            + " WHERE n < ?) SELECT n FROM block) " + FROM;

    private final Session session;
    private final long organizationId;
    private final Condition ofOrganization;
    private final Condition ofValue;
    private final Listing<SerialNumberSort> listing;
    private final boolean ascending;

    /**
     * Looks for a page.
     *
     * @param ofOrganization the test of the organization
     * @param ofValue a range of folded values
     * @param listing sorted by id or by date of creation
     */
    ValueBlocks(
            Session session,
            long organizationId,
            Condition ofOrganization,
            Condition ofValue,
            Listing<SerialNumberSort> listing) {
        this.session = session;
        this.organizationId = organizationId;
        this.ofOrganization = ofOrganization;
        this.ofValue = ofValue;
        this.listing = listing;
        this.ascending = listing.order() == SortOrder.ASC;
    }

    private record Found(long least, long greatest, long rows) {}

    /** The way through the blocks that hold the page; empty if these are too many. */
    Optional<AccessPath> path() {
        OptionalLong first = first();
        OptionalLong last = last();
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        long from = begin(first.getAsLong()) >> SHIFT;
        long step = ascending ? 1 : -1;
        long all = Math.max(0, step * ((last.getAsLong() >> SHIFT) - from));
        long looked = Math.min(all, MOST_BLOCKS);
        long to = from + step * looked;
        long wanted = Listings.wanted(listing.page());
        Found found = find(from, to, wanted);
        if (found.rows() == wanted) {
            from = ascending ? found.least() : found.greatest();
            to = undivided(ascending ? found.greatest() : found.least());
        } else if (looked < all) {
            return Optional.empty();
        }
        return Math.abs(to - from) <= MOST_BLOCKS
                ? Optional.of(new AccessPath(
                        Condition.of(WITHIN, Math.min(from, to), Math.max(from, to)), List.of(ofOrganization, ofValue)))
                : Optional.empty();
    }

    /** The first row of the list that the page may hold, whatever its value. */
    private OptionalLong first() {
        String index = listing.sort() == SerialNumberSort.ID ? "id" : "date_created";
        Sql sql = Sql.of("SELECT s.id FROM serial_number s INDEXED BY serial_number_by_" + index + " WHERE ")
                .add(ofOrganization);
        CreationOrder.addBeyond(sql, "s", listing);
        return Listings.addOrder(sql, listing, CreationOrder.key("s", listing), "s.id")
                .add(" LIMIT 1")
                .optionalNumber(session);
    }

    /** The last id of the organization in the direction of the list. */
    private OptionalLong last() {
        return Sql.of("SELECT s.id FROM serial_number s INDEXED BY serial_number_by_id WHERE ")
                .add(ofOrganization)
                .add(" ORDER BY s.id" + (ascending ? " DESC" : "") + " LIMIT 1")
                .optionalNumber(session);
    }

    /** Counts the matches block by block, up to the number wanted; gives the first and the last block that hold them. */
    private Found find(long from, long to, long wanted) {
        Sql sql = Sql.of(NEXT, from, ascending ? 1 : -1, to).add(FROM + " WHERE ");
        sql.add(ofOrganization).add(" AND ").add(ofValue);
        CreationOrder.addBeyond(sql, "s", listing);
        return sql.add(" LIMIT ?)", wanted)
                .first(session, row -> new Found(row.getLong(1), row.getLong(2), row.getLong(3)))
                .orElseThrow();
    }

    /** The id from which on no row of the page is missed: the id of the first row, or the begin of the disorder around it. */
    private long begin(long id) {
        Optional<Disorder> disorder = disorderAt(id);
        return disorder.map(range -> ascending ? range.first() : range.last()).orElse(id);
    }

    /** The last block to search: the given one, or a later one if a range of disorder goes on beyond its end. */
    private long undivided(long block) {
        long end = block;
        while (true) {
            long edge = ascending ? (end + 1) * IDS - 1 : end * IDS;
            Optional<Disorder> disorder = disorderAt(edge);
            if (disorder.isEmpty()) {
                return end;
            }
            long further = (ascending ? disorder.get().last() : disorder.get().first()) >> SHIFT;
            if (further == end) {
                return end;
            }
            end = further;
        }
    }

    private Optional<Disorder> disorderAt(long id) {
        return listing.sort() == SerialNumberSort.ID
                ? Optional.empty()
                : CreationOrder.disorderAt(session, organizationId, id);
    }
}
