package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.Prefixes;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.text.Texts;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How PostgreSQL is asked for the texts that a wildcard matches. The columns have the collation "C", in which lower() folds the
 * letters A to Z and no others, as {@link Wildcard} does; indexes hold the folded texts.
 */
final class TextFilters {

    private TextFilters() {}

    /** The whole test of a filter that a query may have; empty where every text matches. */
    static Optional<Condition> matches(String column, Optional<Wildcard> filter) {
        return filter.filter(wildcard -> !wildcard.matchesAll()).map(wildcard -> matches(column, wildcard));
    }

    /** The whole test. */
    static Condition matches(String column, Wildcard wildcard) {
        String folded = "lower(" + column + ")";
        if (wildcard.isExact()) {
            return Condition.of(folded + " = ?", Texts.foldAsciiCase(wildcard.pattern()));
        }
        String pattern = wildcard.literals().stream()
                .map(Texts::foldAsciiCase)
                .map(TextFilters::escape)
                .collect(Collectors.joining("%"));
        Condition like = Condition.of(folded + " LIKE ? ESCAPE '!'", pattern);
        // LIKE by itself is not known to enter an index in order at the prefix.
        return range(folded, Texts.foldAsciiCase(wildcard.literals().get(0)))
                .map(range -> new Condition(
                        range.sql() + " AND " + like.sql(),
                        Stream.concat(range.arguments().stream(), like.arguments().stream())
                                .toList()))
                .orElse(like);
    }

    private static String escape(String literal) {
        return literal.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** The range of folded texts that begin with a prefix; empty where there is none. */
    private static Optional<Condition> range(String folded, String prefix) {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Prefixes.successor(prefix)
                .map(end -> Condition.of(folded + " >= ? AND " + folded + " < ?", prefix, end))
                .orElseGet(() -> Condition.of(folded + " >= ?", prefix)));
    }
}
