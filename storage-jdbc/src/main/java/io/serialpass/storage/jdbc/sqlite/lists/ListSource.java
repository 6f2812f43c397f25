package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.Rows;
import io.serialpass.storage.jdbc.sql.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One list: the rows, the filters of the query, and the ways in which SQLite can reach the rows that match.
 *
 * @param <R> the kind of row
 * @param <F> its sort fields
 */
abstract class ListSource<R, F> {

    private final Rows<R> rows;
    private final List<Condition> filters = new ArrayList<>();

    ListSource(Rows<R> rows) {
        this.rows = rows;
    }

    /** Adds a filter, a whole test of a row. */
    final Condition filter(Condition condition) {
        filters.add(condition);
        return condition;
    }

    /** Adds a filter that the query may have or not. */
    final Optional<Condition> filter(Optional<Condition> condition) {
        condition.ifPresent(filters::add);
        return condition;
    }

    /** All filters of the query. */
    final List<Condition> filters() {
        return filters;
    }

    /** The rows of the list. */
    final Rows<R> rows() {
        return rows;
    }

    /** Along the index of the list's order. */
    abstract AccessPath inOrder();

    /** Through the index of each filter that has one, the one that likely reaches the fewest rows first. */
    List<AccessPath> byFilter() {
        return List.of();
    }

    /** A way that reaches the rows of the page and few others; empty where there is none. */
    Optional<AccessPath> shortcut() {
        return Optional.empty();
    }

    /** How many rows match in all; empty where only a look at the rows can tell. */
    OptionalLong knownTotal() {
        return OptionalLong.empty();
    }

    /** How many rows {@link #inOrder()} reaches in all. */
    abstract long rowsInOrder();

    /** The column of a sort field. */
    abstract String column(F field);

    /** The join that {@link #byFilter()} needs to sort by a field; mostly empty. */
    String joinFor(F field) {
        return "";
    }
}
