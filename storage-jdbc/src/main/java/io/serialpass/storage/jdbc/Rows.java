package io.serialpass.storage.jdbc;

import io.serialpass.storage.jdbc.sql.Sql;

/**
 * The table that holds one kind of row, and how a row is read from it.
 *
 * @param <R> the kind of row
 * @param select the SELECT clause; its columns are in the order that the mapper reads
 * @param table the name of the table
 * @param alias the name of the table within statements
 * @param joins joins the other tables that the SELECT clause names
 * @param mapper makes a row of the columns
 * @since 0.1
 */
public record Rows<R>(String select, String table, String alias, String joins, Sql.Row<R> mapper) {

    /** All rows, to be narrowed down with a WHERE clause. */
    String all() {
        return select + " FROM " + table + " " + alias + joins;
    }

    /** The column of the id. */
    public String id() {
        return alias + ".id";
    }
}
