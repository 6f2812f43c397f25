package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is particular to one list. */
interface ListSource<R, F> {

    /** The filters of the query, each a whole test. */
    List<Condition> filters();

    /** The index of the list's order. */
    AccessPath inOrder();

    /** The indexes of filters, the likely narrowest first. */
    List<AccessPath> byFilter();

    /** A way that reaches what the page holds and little else; empty where there is none. */
    default Optional<AccessPath> shortcut() {
        return Optional.empty();
    }

    /** How many rows match in all, where that is known without looking at them. */
    OptionalLong knownTotal();

    /** How many rows the walk would come by if it went to its end. */
    long rowsInOrder();

    /** The column of a sort field. */
    String column(F field);

    /** The column of the id. */
    String id();

    /** A join that a gathering needs to sort by a field; mostly empty. */
    default String joinFor(F field) {
        return "";
    }

    /** Selects the rows of the ids in a subquery named {@code page}. */
    String rowsOfPage();

    Sql.Row<R> mapper();
}
