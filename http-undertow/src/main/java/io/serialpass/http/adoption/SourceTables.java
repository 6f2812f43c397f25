package io.serialpass.http.adoption;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tables that a database has, as far as a layout could need them.
 *
 * @param columns the columns of each table, all in lower case
 */
record SourceTables(Map<String, Set<String>> columns) {

    /** Looks for tables by their names. */
    static SourceTables read(Connection connection, Set<String> tables) throws SQLException {
        Map<String, Set<String>> found = new HashMap<>();
        for (String table : tables) {
            try (ResultSet rows =
                    connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), table, null)) {
                while (rows.next()) {
                    String name = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                    String column = rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                    if (name.equals(table)) {
                        found.computeIfAbsent(name, any -> new HashSet<>()).add(column);
                    }
                }
            }
        }
        return new SourceTables(found);
    }

    boolean hasAll(Set<String> tables) {
        return columns.keySet().containsAll(tables);
    }

    /** The first of some names that a table has as a column; releases of a server differ in them. */
    String column(String table, List<String> names) {
        Set<String> there = columns.getOrDefault(table, Set.of());
        return names.stream().filter(there::contains).findFirst().orElse(names.get(0));
    }
}
