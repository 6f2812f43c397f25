package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortField;
import io.serialpass.query.SortOrder;
import io.serialpass.storage.jdbc.FoundPages;
import io.serialpass.storage.jdbc.Rows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the page of a list. There are two ways to the rows. <em>In order</em>: along the index of the list's order, past the
 * rows that the filters do not match. If the index serves every filter, this costs as much as the page holds, however much is
 * stored. <em>By filter</em>: all matches come from the index of one filter and are sorted. If the way in order passes over
 * rows, the cheaper way is taken. In order, a page of t rows costs about t·p/h, if h of the first p rows match. By filter it
 * costs k, if k rows match in all. Some lists have a third way, a <em>shortcut</em> to the rows of the page and few others.
 * The page {@code docs/lists.md} has an example for each threshold.
 *
 * <p>Each way finds the ids alone first, and the rows of the page are joined last. So a deep offset passes over index entries
 * and not over rows.
 *
 * @param <R> the kind of row
 * @param <F> its sort fields
 */
final class Listings<R, F extends SortField<R>> {

    /** Up to this many matches are found by filter, unless the way in order is known to be shorter. */
    private static final long FEW = 500;

    /** The first rows in order that are looked at, to estimate how many of all rows match. */
    private static final long PROBED = 1_000;

    /**
     * The first rows in order that are looked at before anything else. If one in {@value #FREQUENT} of them matches, the way in
     * order is taken.
     */
    private static final long GLANCED = 128;

    private static final long FREQUENT = 16;

    /**
     * If at least one row in {@value} matches, going through the whole index costs little more than sorting the matches.
     */
    private static final long DENSE = 4;

    /** Rows that a filter's index reaches are counted up to this number, to find the narrowest filter. */
    private static final long COUNTED = 10_000;

    /** A filter that reaches fewer rows than this is narrow enough; no other filter is counted. */
    private static final long NARROW = 100;

    /** Deeper in the list than this, even a way in order with many matches is long, and may cost more than to sort all matches. */
    private static final long NEAR = 2L * PageRequest.MOST_ROWS;

    private final Session session;
    private final ListSource<R, F> source;
    private final Listing<F> listing;

    Listings(Session session, ListSource<R, F> source, Listing<F> listing) {
        this.session = session;
        this.source = source;
        this.listing = listing;
    }

    Page<R> page() {
        Choice choice = choose();
        if (choice.total().orElse(1) == 0) {
            return FoundPages.empty(listing);
        }
        List<R> found = select(choice.path()).list(session, source.rows().mapper());
        return FoundPages.of(listing, found, listing.page().withTotal() ? choice.total() : OptionalLong.empty());
    }

    /** The statement that {@link #page()} finds its rows with. */
    Sql statement() {
        return select(choose().path());
    }

    /** The way to take, and the number of all matches if it was found out meanwhile. */
    private record Choice(AccessPath path, OptionalLong total) {}

    private Choice choose() {
        AccessPath inOrder = source.inOrder();
        OptionalLong total = source.knownTotal();
        boolean servedInOrder = source.filters().stream().allMatch(inOrder::serves);
        boolean totalIsDue = listing.page().withTotal() && total.isEmpty();
        if (servedInOrder && !totalIsDue) {
            return new Choice(inOrder, total);
        }
        AccessPath narrowest = narrowest(source.byFilter()).orElse(inOrder);
        if (totalIsDue) {
            total = OptionalLong.of(count(narrowest, Long.MAX_VALUE));
        }
        if (servedInOrder) {
            return new Choice(inOrder, total);
        }
        long counted = total.isPresent() ? total.getAsLong() : count(narrowest, FEW + 1);
        if (counted <= FEW) {
            return new Choice(isDense(total) ? inOrder : narrowest, total);
        }
        return new Choice(wayToMany(inOrder, narrowest, total), total);
    }

    /** How many rows from the start, or the position, a page needs: one more than it holds, to know of another page. */
    static long wanted(PageRequest page) {
        return page.offset() + page.max() + 1;
    }

    /**
     * Whether so many rows match, and their number is known, that the way in order likely fills the page sooner than all matches
     * are sorted. Even if it has to go to the end of the index, it must not cost much more.
     */
    private boolean isDense(OptionalLong total) {
        long wanted = wanted(listing.page());
        if (total.isEmpty() || total.getAsLong() <= wanted) {
            return false;
        }
        long matching = total.getAsLong();
        long rows = source.rowsInOrder();
        return rows <= DENSE * matching && wanted * rows < matching * matching;
    }

    private AccessPath wayToMany(AccessPath inOrder, AccessPath narrowest, OptionalLong total) {
        long wanted = wanted(listing.page());
        // Deep in the list even frequent matches are many rows away, and sorting all matches may cost less.
        boolean isNear = wanted <= NEAR;
        if (isNear && isFrequentThroughout(total) && hits(inOrder, GLANCED) >= Math.min(wanted, GLANCED / FREQUENT)) {
            return inOrder;
        }
        return source.shortcut().orElseGet(() -> isInOrderCheaper(inOrder, total) ? inOrder : narrowest);
    }

    /**
     * Whether matches may be frequent in the whole index. If the matches at its begin were all, the way in order would go on to
     * the end of the index.
     */
    private boolean isFrequentThroughout(OptionalLong total) {
        return total.isEmpty() || total.getAsLong() * FREQUENT >= source.rowsInOrder();
    }

    /**
     * Whether the way in order likely fills the page sooner than all matches are sorted. The number of matches alone does not
     * tell, since matches may stand together. So the first rows are looked at, from the position of the page on.
     */
    private boolean isInOrderCheaper(AccessPath inOrder, OptionalLong total) {
        double wanted = wanted(listing.page());
        double hits = hits(inOrder, PROBED);
        double matching = total.isPresent() ? total.getAsLong() : hits * source.rowsInOrder() / PROBED;
        return hits >= wanted || hits * matching >= wanted * PROBED;
    }

    /** How many of the first rows in order match, counted up to the number that the page needs. */
    private long hits(AccessPath inOrder, long rows) {
        Sql sql = Sql.of("SELECT count(*) FROM (SELECT 1 FROM (SELECT ");
        String word = "";
        for (Condition filter : source.filters()) {
            sql.add(word).add(filter);
            word = " AND ";
        }
        Set<Condition> conditions = new LinkedHashSet<>(inOrder.reach());
        String key = source.column(listing.sort());
        String from = listing.order() == SortOrder.ASC ? " >= ?" : " <= ?";
        listing.page()
                .after()
                .ifPresent(position -> conditions.add(Condition.of(
                        key + from, key.equals(source.rows().id()) ? (Object) position.id() : key(listing, position))));
        where(sql.add(" AS hit FROM ").add(inOrder.from()), conditions);
        return addOrder(sql)
                .add(" LIMIT ?) WHERE hit LIMIT ?)", rows, wanted(listing.page()))
                .number(session);
    }

    /** The path that reaches the fewest rows. The rows of each path are counted no further than the fewest so far. */
    private Optional<AccessPath> narrowest(List<AccessPath> paths) {
        if (paths.size() < 2) {
            return paths.stream().findFirst();
        }
        AccessPath best = paths.get(0);
        long fewest = COUNTED;
        for (AccessPath path : paths) {
            long reached = countUpTo(fewest, path, Set.copyOf(path.reach()));
            if (reached < fewest) {
                fewest = reached;
                best = path;
            }
            if (fewest < NARROW) {
                break;
            }
        }
        return Optional.of(best);
    }

    private long count(AccessPath path, long upTo) {
        return countUpTo(upTo, path, conditions(path));
    }

    private long countUpTo(long most, AccessPath path, Set<Condition> conditions) {
        if (most == Long.MAX_VALUE) {
            return where(Sql.of("SELECT count(*) FROM ").add(path.from()), conditions)
                    .number(session);
        }
        Sql some = where(Sql.of("SELECT count(*) FROM (SELECT 1 FROM ").add(path.from()), conditions);
        return some.add(" LIMIT ?)", most).number(session);
    }

    /** The statement that finds the page, and one row more to know whether there is another page. */
    Sql select(AccessPath path) {
        Sql sql = Sql.of("WITH page (id) AS MATERIALIZED (");
        addIds(sql, path);
        sql.add(") ").add(rowsOfPage());
        return addOrder(sql);
    }

    /** The rows are looked up by the ids of the page: SQLite does not look at the right side of a CROSS JOIN first. */
    private String rowsOfPage() {
        Rows<R> rows = source.rows();
        return rows.select() + " FROM page CROSS JOIN " + rows.table() + " " + rows.alias() + " ON " + rows.id()
                + " = page.id" + rows.joins();
    }

    private void addIds(Sql sql, AccessPath path) {
        Optional<Position> after = listing.page().after();
        String beyond = listing.order() == SortOrder.ASC ? " > ?" : " < ?";
        String key = source.column(listing.sort());
        if (after.isEmpty()) {
            addIds(sql, path, new Condition[0]);
        } else if (key.equals(source.rows().id())) {
            addIds(sql, path, Condition.of(key + beyond, after.get().id()));
        } else {
            // Two ranges, the rest of the position's own key and the keys after it: SQLite seeks to a position in each,
            // where of a comparison of pairs it would seek to the key alone and pass over the ids.
            sql.add("SELECT id FROM (");
            addIds(
                    sql,
                    path,
                    Condition.of(key + " = ?", key(listing, after.get())),
                    Condition.of(source.rows().id() + beyond, after.get().id()));
            sql.add(") UNION ALL SELECT id FROM (");
            addIds(sql, path, Condition.of(key + beyond, key(listing, after.get())));
            sql.add(")");
        }
    }

    private static Object key(Listing<?> listing, Position position) {
        return listing.sort().isNumeric() ? (Object) Long.valueOf(position.key()) : position.key();
    }

    private void addIds(Sql sql, AccessPath path, Condition... further) {
        Set<Condition> conditions = conditions(path);
        conditions.addAll(List.of(further));
        String join = path.equals(source.inOrder()) ? "" : source.joinFor(listing.sort());
        where(
                sql.add("SELECT " + source.rows().id() + " AS id FROM ")
                        .add(path.from())
                        .add(join),
                conditions);
        addOrder(sql)
                .add(
                        " LIMIT ? OFFSET ?",
                        listing.page().max() + 1,
                        listing.page().offset());
    }

    private Sql addOrder(Sql sql) {
        return addOrder(
                sql, listing, source.column(listing.sort()), source.rows().id());
    }

    /** Sorts by the key of a list and then by the id. */
    static Sql addOrder(Sql sql, Listing<?> listing, String key, String id) {
        String direction = listing.order() == SortOrder.ASC ? "" : " DESC";
        sql.add(" ORDER BY " + key + direction);
        return key.equals(id) ? sql : sql.add(", " + id + direction);
    }

    private Set<Condition> conditions(AccessPath path) {
        Set<Condition> conditions = new LinkedHashSet<>(path.reach());
        conditions.addAll(source.filters());
        path.implied().forEach(conditions::remove);
        return conditions;
    }

    /** The rows after the page's position, where it has one; an index of the key seeks to it. */
    static Optional<Condition> beyond(Listing<?> listing, String key, String id) {
        String beyond = listing.order() == SortOrder.ASC ? " > ?" : " < ?";
        String from = listing.order() == SortOrder.ASC ? " >= ?" : " <= ?";
        return listing.page().after().map(position -> {
            if (key.equals(id)) {
                return Condition.of(id + beyond, position.id());
            }
            Object value = key(listing, position);
            return Condition.of(
                    key + from + " AND (" + key + beyond + " OR " + id + beyond + ")", value, value, position.id());
        });
    }

    static Sql where(Sql sql, Collection<Condition> conditions) {
        String word = " WHERE ";
        for (Condition condition : conditions) {
            sql.add(word).add(condition);
            word = " AND ";
        }
        return sql;
    }
}
