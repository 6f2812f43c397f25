package io.serialpass.query;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How a list is sorted by one field: the field's name, and the key by which a row stands in the list. Immutable.
 *
 * @param <R> the kind of row
 * @param fieldName the field's name as a client writes it, for example {@code dateCreated}
 * @param isNumeric whether the keys are numbers, which sort by size, or texts, which sort by code point
 * @param of gives the key of a row in the form that a {@link Position} carries
 * @since 0.1
 */
public record SortKey<R>(String fieldName, boolean isNumeric, Function<R, String> of) {

    /**
     * The key of a field that holds a text.
     *
     * @param <R> the kind of row
     * @param fieldName the field's name as a client writes it
     * @param text gives the text of a row
     * @return the key
     */
    public static <R> SortKey<R> text(String fieldName, Function<R, String> text) {
        return new SortKey<>(fieldName, false, text);
    }

    /**
     * The key of a field that holds a number.
     *
     * @param <R> the kind of row
     * @param fieldName the field's name as a client writes it
     * @param number gives the number of a row
     * @return the key
     */
    public static <R> SortKey<R> number(String fieldName, ToLongFunction<R> number) {
        return new SortKey<>(fieldName, true, row -> Long.toString(number.applyAsLong(row)));
    }

    /**
     * The key of a field that holds a time: milliseconds since 1970.
     *
     * @param <R> the kind of row
     * @param fieldName the field's name as a client writes it
     * @param time gives the time of a row
     * @return the key
     */
    public static <R> SortKey<R> time(String fieldName, Function<R, Instant> time) {
        return number(fieldName, row -> time.apply(row).toEpochMilli());
    }
}
