package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.sql.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way to reach rows: through one index, from one end or in one range.
 *
 * @param from the FROM clause, index included
 * @param reach the conditions that the index serves; not all of them are filters of the query
 * @param implied filters that hold for all rows on this way, so that no row is tested
 */
record AccessPath(Condition from, List<Condition> reach, List<Condition> implied) {

    AccessPath(Condition from, List<Condition> reach) {
        this(from, reach, List.of());
    }

    static AccessPath of(String from, Condition... reach) {
        return new AccessPath(Condition.of(from), List.of(reach));
    }

    /** The same way, where the index serves one condition more. */
    AccessPath with(Condition condition) {
        List<Condition> more = new ArrayList<>(reach);
        more.add(condition);
        return new AccessPath(from, more, implied);
    }

    /** The same way, where the index serves these conditions, too. */
    @SafeVarargs
    final AccessPath with(Optional<Condition>... conditions) {
        AccessPath path = this;
        for (Optional<Condition> condition : conditions) {
            path = condition.map(path::with).orElse(path);
        }
        return path;
    }

    /** Whether all rows on this way match a filter. */
    boolean serves(Condition filter) {
        return reach.contains(filter) || implied.contains(filter);
    }
}
