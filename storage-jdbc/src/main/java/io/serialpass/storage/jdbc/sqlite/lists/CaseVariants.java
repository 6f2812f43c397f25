package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.query.Listing;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.Prefixes;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the matches of a prefix in the order of the texts. A prefix matches in upper and lower case, and texts are ordered by code
 * point. So the matches stand together for each case variant of the prefix, such as {@code SN}, {@code Sn}, {@code sN} and
 * {@code sn}, and most of the list may stand between two variants. This class looks for the variants that occur, and takes the
 * page from them alone.
 */
final class CaseVariants {

    /** If more variants than this occur, sorting all matches costs less. */
    private static final int MOST = 16;

    /** After this many looks for variants, sorting all matches costs less. */
    private static final int MOST_LOOKS = 64;

    private final Session session;
    private final AccessPath order;
    private final String table;
    private final String column;
    private final List<String> columns;
    private final Listing<?> listing;

    /**
     * Looks for a page.
     *
     * @param order the way along the index of all texts
     * @param table the alias of the table in {@code order}
     * @param columns the columns of the index: first the texts, then those that filters test
     * @param listing sorted by the texts
     */
    CaseVariants(Session session, AccessPath order, String table, List<String> columns, Listing<?> listing) {
        this.session = session;
        this.order = order;
        this.table = table;
        this.column = table + "." + columns.get(0);
        this.columns = columns;
        this.listing = listing;
    }

    /**
     * The way through the variants of a prefix.
     *
     * @param wildcard the filter of the texts
     * @param filters all filters, those that the order serves included
     * @return the way; empty if other filters are to be tested, if no variant occurs, or if too many do
     */
    Optional<AccessPath> path(Optional<Wildcard> wildcard, List<Condition> filters) {
        return wildcard.filter(TextConditions::isPrefix)
                .filter(prefix ->
                        filters.stream().filter(filter -> !order.serves(filter)).count() == 1)
                .flatMap(prefix -> find(Texts.foldAsciiCase(prefix.literals().get(0))))
                .filter(found -> !found.isEmpty())
                .map(this::through);
    }

    /** The variants that occur, from the greatest down; empty if there are too many. */
    private Optional<List<String>> find(String folded) {
        List<String> found = new ArrayList<>();
        Optional<String> end = Prefixes.successor(folded);
        for (int look = 0; look < MOST_LOOKS; look++) {
            Optional<String> text = greatestBefore(end);
            if (text.filter(candidate -> beginsWith(candidate, folded)).isPresent()) {
                end = text.map(match -> match.substring(0, folded.length()));
                end.ifPresent(found::add);
            } else {
                Optional<String> next = text.flatMap(other -> greatestVariantBefore(other, folded));
                if (next.isEmpty()) {
                    return found.size() > MOST ? Optional.empty() : Optional.of(found);
                }
                end = next.flatMap(Prefixes::successor);
            }
        }
        return Optional.empty();
    }

    private Optional<String> greatestBefore(Optional<String> end) {
        Sql sql = Sql.of("SELECT " + column + " FROM ").add(order.from());
        Listings.where(sql, order.reach());
        end.ifPresent(bound -> sql.add(" AND " + column + " < ?", bound));
        return sql.add(" ORDER BY " + column + " DESC LIMIT 1").first(session, row -> row.getString(1));
    }

    private static boolean beginsWith(String text, String folded) {
        return text.length() >= folded.length()
                && Texts.foldAsciiCase(text.substring(0, folded.length())).equals(folded);
    }

    /** The greatest variant that is less than a text that begins with none of the variants. */
    private static Optional<String> greatestVariantBefore(String text, String folded) {
        int shared = 0;
        while (shared < Math.min(text.length(), folded.length())
                && Texts.foldAsciiCase(text.charAt(shared)) == folded.charAt(shared)) {
            shared++;
        }
        // The longest possible part of the text, then a lesser character, then the greatest ones: lower case.
        for (int at = Math.min(shared, folded.length() - 1); at >= 0; at--) {
            char lower = folded.charAt(at);
            for (char character : new char[] {lower, Texts.upperAsciiCase(lower)}) {
                String variant = text.substring(0, at) + character + folded.substring(at + 1);
                if (Texts.BY_CODE_POINT.compare(variant, text) < 0) {
                    return Optional.of(variant);
                }
            }
        }
        return Optional.empty();
    }

    private AccessPath through(List<String> variants) {
        if (variants.size() == 1) {
            return order.with(TextConditions.startingWith(column, variants.get(0)));
        }
        Sql sql = Sql.of("(");
        String word = "";
        for (String variant : variants) {
            sql.add(word + "SELECT * FROM (");
            addRows(sql, variant);
            sql.add(")");
            word = " UNION ALL ";
        }
        return new AccessPath(sql.add(") " + table).condition(), order.reach());
    }

    /** The first rows of one variant, as many as the page may need. */
    private void addRows(Sql sql, String variant) {
        String id = table + ".id";
        sql.add("SELECT " + id + " AS id");
        columns.forEach(name -> sql.add(", " + table + "." + name + " AS " + name));
        AccessPath rows =
                order.with(TextConditions.startingWith(column, variant)).with(Listings.beyond(listing, column, id));
        Listings.where(sql.add(" FROM ").add(rows.from()), rows.reach());
        Listings.addOrder(sql, listing, column, id).add(" LIMIT ?", Listings.wanted(listing.page()));
    }
}
