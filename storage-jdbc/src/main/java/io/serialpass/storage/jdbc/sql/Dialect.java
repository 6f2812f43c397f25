package io.serialpass.storage.jdbc.sql;

import java.util.regex.Pattern;

/**
 * Where the SQL of two databases differs. A shared statement has words in angle brackets at such a place, and {@link
 * #complete} puts the text of the dialect there.
 *
 * @param greatest in place of {@code <greatest>}: the name of the function that gives the greatest of its arguments
 * @param key in place of {@code <key:TEXT>}, with {@code $1} for the text: what an index holds of a text that may be too long
 *     for an index
 * @param rowsAtOnce how many rows a statement adds at most, a power of two; 1 where a statement of many rows is no cheaper than a
 *     statement for each
 * @since 0.1
 */
public record Dialect(String greatest, String key, int rowsAtOnce) {

    private static final Pattern KEY = Pattern.compile("<key:([^>]*)>");

    /** A shared statement as the database understands it. */
    String complete(String statement) {
        String completed = statement.replace("<greatest>", greatest);
        return completed.contains("<key:") ? KEY.matcher(completed).replaceAll(key) : completed;
    }
}
