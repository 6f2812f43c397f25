package io.serialpass.query;

import io.serialpass.text.Texts;
import java.util.Comparator;

/**
 * A field that a list can be sorted by. Implemented by one enum for each kind of row.
 *
 * @param <R> the kind of row
 * @since 0.1
 */
public interface SortField<R> {

    /**
     * The key that the field gives to a row.
     *
     * @return the key
     */
    SortKey<R> key();

    /**
     * The field's name as a client writes it.
     *
     * @return for example {@code dateCreated}
     */
    default String fieldName() {
        return key().fieldName();
    }

    /**
     * Whether the field's keys are numbers, which sort by size, or texts, which sort by code point.
     *
     * @return true for numbers
     */
    default boolean isNumeric() {
        return key().isNumeric();
    }

    /**
     * The field of a row in the form that a {@link Position} carries: a decimal number where {@link #isNumeric()}, times
     * being milliseconds since 1970; the text itself otherwise.
     *
     * @param row the row
     * @return the key
     */
    default String keyOf(R row) {
        return key().of().apply(row);
    }

    /**
     * The row's id, which breaks ties.
     *
     * @param row the row
     * @return the id
     */
    long idOf(R row);

    /**
     * Gives the position of a row in a list that is sorted by this field.
     *
     * @param row the row
     * @return its position
     */
    default Position positionOf(R row) {
        return new Position(keyOf(row), idOf(row));
    }

    /**
     * The order of positions in a list sorted by this field: by key, then by id, both in the same direction.
     *
     * @param order the direction
     * @return the comparator
     * @throws NumberFormatException from the comparator, for a position whose key is no number where one is needed
     */
    default Comparator<Position> comparator(SortOrder order) {
        Comparator<Position> byKey = isNumeric()
                ? Comparator.comparingLong(position -> Long.parseLong(position.key()))
                : Comparator.comparing(Position::key, Texts.BY_CODE_POINT);
        Comparator<Position> ascending = byKey.thenComparingLong(Position::id);
        return order == SortOrder.ASC ? ascending : ascending.reversed();
    }
}
