package io.serialpass.storage.jdbc.sql;

import java.util.List;

/**
 * A part of a statement: mostly a condition of its WHERE clause.
 *
 * @param sql its text, which stands in this program
 * @param arguments what its question marks stand for, in order
 * @since 0.1
 */
public record Condition(String sql, List<Object> arguments) {

    public static Condition of(String sql, Object... arguments) {
        return new Condition(sql, List.of(arguments));
    }
}
