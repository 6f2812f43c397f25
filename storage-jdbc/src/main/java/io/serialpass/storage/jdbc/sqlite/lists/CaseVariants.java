package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.query.Listing;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds what a prefix matches in the order of the texts. A prefix matches in either case, and the order is by code point: what
 * matches stands together for each way to write the prefix, {@code SN}, {@code Sn}, {@code sN} and {@code sn}, and what stands
 * between them can be most of the list. The spellings that occur are looked for, and the page is taken from them alone.
 */
final class CaseVariants {

    /** Of more spellings than these, or more looks for them, all that matches is gathered sooner. */
    private static final int MOST = 16;

    private static final int MOST_LOOKS = 64;

    private final Handle handle;
    private final AccessPath order;
    private final String table;
    private final String column;
    private final List<String> columns;
    private final Listing<?> listing;

    /**
     * Looks for a page.
     *
     * @param order along the index of the texts, whatever they are
     * @param table what that calls the table
     * @param columns of the index: the one of the texts, and those that filters look at
     * @param listing by the texts
     */
    CaseVariants(Handle handle, AccessPath order, String table, List<String> columns, Listing<?> listing) {
        this.handle = handle;
        this.order = order;
        this.table = table;
        this.column = table + "." + columns.get(0);
        this.columns = columns;
        this.listing = listing;
    }

    /**
     * The way through the spellings of a prefix.
     *
     * @param wildcard the filter of the texts
     * @param filters all filters, those that the order serves included
     * @return the way; empty where there is more to match than a prefix, none of its spellings occurs, or too many do
     */
    Optional<AccessPath> path(Optional<Wildcard> wildcard, List<Condition> filters) {
        return wildcard.filter(TextConditions::isPrefix)
                .filter(prefix ->
                        filters.stream().filter(filter -> !order.serves(filter)).count() == 1)
                .flatMap(prefix -> find(Texts.foldAsciiCase(prefix.literals().get(0))))
                .filter(found -> !found.isEmpty())
                .map(this::through);
    }

    /** Those that occur; empty where they are too many. From the greatest down, each look passes over all that cannot match. */
    private Optional<List<String>> find(String folded) {
        List<String> found = new ArrayList<>();
        Optional<String> end = TextConditions.successor(folded);
        for (int look = 0; look < MOST_LOOKS; look++) {
            Optional<String> text = greatestBefore(end);
            if (text.filter(candidate -> isSpelled(candidate, folded)).isPresent()) {
                end = text.map(match -> match.substring(0, folded.length()));
                end.ifPresent(found::add);
            } else {
                Optional<String> next = text.flatMap(other -> greatestSpellingBefore(other, folded));
                if (next.isEmpty()) {
                    return found.size() > MOST ? Optional.empty() : Optional.of(found);
                }
                end = next.flatMap(TextConditions::successor);
            }
        }
        return Optional.empty();
    }

    private Optional<String> greatestBefore(Optional<String> end) {
        Sql sql = Sql.of("SELECT " + column + " FROM ").add(order.from());
        Listings.where(sql, order.reach());
        end.ifPresent(bound -> sql.add(" AND " + column + " < ?", bound));
        return sql.add(" ORDER BY " + column + " DESC LIMIT 1").list(handle, row -> row.getString(1)).stream()
                .findFirst();
    }

    private static boolean isSpelled(String text, String folded) {
        return text.length() >= folded.length()
                && Texts.foldAsciiCase(text.substring(0, folded.length())).equals(folded);
    }

    /** The greatest spelling that is less than a text which has none of them as its prefix. */
    private static Optional<String> greatestSpellingBefore(String text, String folded) {
        int shared = 0;
        while (shared < Math.min(text.length(), folded.length())
                && Texts.foldAsciiCase(text.charAt(shared)) == folded.charAt(shared)) {
            shared++;
        }
        // As much of the text as can be, then a lesser character, then the greatest that there are: lower case.
        for (int at = Math.min(shared, folded.length() - 1); at >= 0; at--) {
            char lower = folded.charAt(at);
            for (char character : new char[] {lower, Texts.upperAsciiCase(lower)}) {
                String spelling = text.substring(0, at) + character + folded.substring(at + 1);
                if (Texts.BY_CODE_POINT.compare(spelling, text) < 0) {
                    return Optional.of(spelling);
                }
            }
        }
        return Optional.empty();
    }

    private AccessPath through(List<String> spellings) {
        if (spellings.size() == 1) {
            return order.with(TextConditions.startingWith(column, spellings.get(0)));
        }
        Sql sql = Sql.of("(");
        String word = "";
        for (String spelling : spellings) {
            sql.add(word + "SELECT * FROM (");
            addRows(sql, spelling);
            sql.add(")");
            word = " UNION ALL ";
        }
        return new AccessPath(sql.add(") " + table).condition(), order.reach());
    }

    /** As many rows as the page may need. */
    private void addRows(Sql sql, String spelling) {
        String id = table + ".id";
        sql.add("SELECT " + id + " AS id");
        columns.forEach(name -> sql.add(", " + table + "." + name + " AS " + name));
        AccessPath rows =
                order.with(TextConditions.startingWith(column, spelling)).with(Listings.beyond(listing, column, id));
        Listings.where(sql.add(" FROM ").add(rows.from()), rows.reach());
        Listings.addOrder(sql, listing, column, id).add(" LIMIT ?", Listings.wanted(listing.page()));
    }
}
