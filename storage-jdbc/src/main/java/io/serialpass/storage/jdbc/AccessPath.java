package io.serialpass.storage.jdbc;

import java.util.List;

/**
 * A way to reach rows: through one index, from one end or in one range.
 *
 * @param from the FROM clause, index included
 * @param reach the conditions that the index serves; they need not be filters of the query
 */
record AccessPath(Condition from, List<Condition> reach) {

    static AccessPath of(String from, Condition... reach) {
        return new AccessPath(Condition.of(from), List.of(reach));
    }
}
