package io.serialpass.storage;

import java.util.List;
import java.util.Optional;

/**
 * A row of a table, as a copy sees it. Immutable; nobody changes the bytes in it.
 *
 * @param values for each column a {@link Long}, a {@link String} or a {@code byte[]}; empty where the row has none
 * @since 0.1
 */
public record TableRow(List<Optional<Object>> values) {

    /**
     * Copies the list.
     *
     * @param values the values
     */
    public TableRow {
        values = List.copyOf(values);
    }

    /**
     * About how much memory the row takes.
     *
     * @return bytes
     */
    public long size() {
        return values.stream()
                .mapToLong(value -> value.map(TableRow::size).orElse(0L))
                .sum();
    }

    private static long size(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        return value instanceof String text ? text.length() : Long.BYTES;
    }

    /** The number of columns. The values are not shown: customers' tokens are among them. */
    @Override
    public String toString() {
        return "TableRow[" + values.size() + " values]";
    }
}
