package io.serialpass.storage;

import java.util.List;

/**
 * A table of a store, as a copy sees it. Immutable.
 *
 * @param name its name
 * @param columns the names of its columns, those of its key first
 * @param keyColumns how many of them are its key, more than zero
 * @param isNumbered whether the store gives each row a number, which is its key and is never given again
 * @since 0.1
 */
public record StoreTable(String name, List<String> columns, int keyColumns, boolean isNumbered) {

    /**
     * Copies the names.
     *
     * @param name its name
     * @param columns the names of its columns, those of its key first
     * @param keyColumns how many of them are its key
     * @param isNumbered whether the store gives each row a number
     * @throws IllegalArgumentException if it has no key
     */
    public StoreTable {
        columns = List.copyOf(columns);
        if (keyColumns < 1 || keyColumns > columns.size()) {
            throw new IllegalArgumentException("the table " + name + " has no key");
        }
    }

    /**
     * The columns that tell a row from all others of the table.
     *
     * @return their names
     */
    public List<String> key() {
        return columns.subList(0, keyColumns);
    }
}
