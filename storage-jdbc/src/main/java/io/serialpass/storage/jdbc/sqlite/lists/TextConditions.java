package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.Prefixes;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How SQLite is asked for the texts that a wildcard matches. */
final class TextConditions {

    /** Each trigram of a pattern narrows the search; after this many, more of them cost more than they narrow. */
    private static final int MOST_TRIGRAMS = 24;

    private TextConditions() {}

    /** The whole test of a filter that a query may have; empty where every text matches. */
    static Optional<Condition> matches(String column, Optional<Wildcard> filter) {
        return filter.filter(wildcard -> !wildcard.matchesAll()).map(wildcard -> matches(column, wildcard));
    }

    /** The whole test. SQLite's LIKE and NOCASE fold the ASCII letters and no others, as {@link Wildcard} does. */
    static Condition matches(String column, Wildcard wildcard) {
        if (wildcard.isExact()) {
            return Condition.of(column + " = ? COLLATE NOCASE", wildcard.pattern());
        }
        if (isPrefix(wildcard)) {
            return range(column, wildcard).orElseThrow();
        }
        String pattern =
                wildcard.literals().stream().map(TextConditions::escape).collect(Collectors.joining("%"));
        return Condition.of(column + " LIKE ? ESCAPE '!'", pattern);
    }

    /**
     * Whether a wildcard is a prefix and no more, and a range of folded texts holds the matches and nothing else, which spares a
     * test of each of them.
     */
    static boolean isPrefix(Wildcard wildcard) {
        // After '@' the range would end at 'A', which folding makes 'a', and so hold what lies between.
        return wildcard.literals().size() == 2
                && wildcard.literals().get(1).isEmpty()
                && !wildcard.literals().get(0).isEmpty()
                && wildcard.literals().get(0).indexOf('@') < 0;
    }

    private static String escape(String literal) {
        return literal.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /**
     * A range of an index with NOCASE that holds every match; empty where the wildcard has no prefix.
     */
    static Optional<Condition> range(String column, Wildcard wildcard) {
        if (wildcard.isExact()) {
            return Optional.of(matches(column, wildcard));
        }
        String prefix = Texts.foldAsciiCase(wildcard.literals().get(0));
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(between(column + " COLLATE NOCASE", prefix, Prefixes.successor(prefix)));
    }

    private static Condition between(String column, String from, Optional<String> end) {
        return end.map(bound -> Condition.of(column + " >= ? AND " + column + " < ?", from, bound))
                .orElseGet(() -> Condition.of(column + " >= ?", from));
    }

    /** The texts that begin with a text as it is written; a range of an index by code point. */
    static Condition startingWith(String column, String prefix) {
        return between(column, prefix, Prefixes.successor(prefix));
    }

    /**
     * A range of an index by code point that holds every match, from the prefix in upper case to the prefix in lower case;
     * empty where the wildcard has no prefix.
     */
    static Optional<Condition> spread(String column, Wildcard wildcard) {
        String prefix = wildcard.literals().get(0);
        String end = Texts.foldAsciiCase(prefix);
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder begin = new StringBuilder();
        end.chars().forEach(unit -> begin.append(Texts.upperAsciiCase((char) unit)));
        return Optional.of(between(column, begin.toString(), Prefixes.successor(end)));
    }

    /**
     * The query for a trigram index: the trigrams that every match has, all of them. Empty if no literal of the wildcard is as
     * long as a trigram.
     *
     * @param pastPrefix whether to leave the trigrams of the prefix out
     */
    static Optional<String> trigrams(Wildcard wildcard, boolean pastPrefix) {
        List<String> trigrams = new ArrayList<>();
        for (String literal : wildcard.literals()
                .subList(pastPrefix ? 1 : 0, wildcard.literals().size())) {
            int[] codePoints = literal.codePoints().toArray();
            for (int start = 0; start + 3 <= codePoints.length; start++) {
                trigrams.add('"' + new String(codePoints, start, 3).replace("\"", "\"\"") + '"');
            }
        }
        return trigrams.isEmpty()
                ? Optional.empty()
                : Optional.of(trigrams.stream().distinct().limit(MOST_TRIGRAMS).collect(Collectors.joining(" AND ")));
    }
}
