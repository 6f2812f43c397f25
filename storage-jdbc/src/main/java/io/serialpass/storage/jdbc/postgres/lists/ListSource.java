package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.storage.jdbc.Rows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One list: the rows, the filters of the query, and the columns that it may be sorted by. How the rows are reached is left to
 * PostgreSQL, which chooses anew for each query.
 *
 * @param <R> the kind of row
 * @param <F> its sort fields
 * @param rows the table and how its rows are read
 * @param filters all filters, each a whole test of a row
 * @param column the column of a sort field
 * @param join joins what the column is in, where it is not in the table
 * @param total counts all matches where that costs less than to look at each; empty where it does not
 */
record ListSource<R, F>(
        Rows<R> rows, List<Condition> filters, Function<F, String> column, String join, Optional<Sql> total) {

    /** The filters that a query has, of those that it may have. */
    @SafeVarargs
    static List<Condition> filters(Condition first, Optional<Condition>... others) {
        List<Condition> all = new ArrayList<>(List.of(first));
        for (Optional<Condition> other : others) {
            other.ifPresent(all::add);
        }
        return all;
    }

    /** The table and its filters, without an order. */
    Sql from(String select, String joined) {
        Sql sql = Sql.of(select + " FROM " + rows.table() + " " + rows.alias() + joined);
        String word = " WHERE ";
        for (Condition filter : filters) {
            sql.add(word).add(filter);
            word = " AND ";
        }
        return sql;
    }
}
