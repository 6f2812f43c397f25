package io.serialpass.query;

import java.util.Optional;

/**
 * The part of a list that is wanted. Immutable.
 *
 * @param max the most rows wanted, 1 to {@value #MOST_ROWS}
 * @param offset how many rows of the list to pass over, 0 or more; 0 where {@code after} is given
 * @param after the position after which to start; empty for the start of the list
 * @param withTotal whether {@link Page#total()} is wanted: counting costs more than the page where much matches
 * @since 0.1
 */
public record PageRequest(int max, long offset, Optional<Position> after, boolean withTotal) {

    /** The most rows that one page may hold. */
    public static final int MOST_ROWS = 1000;

    /**
     * Checks the numbers.
     *
     * @param max the most rows wanted, 1 to {@value #MOST_ROWS}
     * @param offset how many rows of the list to pass over, 0 or more; 0 where {@code after} is given
     * @param after the position after which to start; empty for the start of the list
     * @param withTotal whether {@link Page#total()} is wanted: counting costs more than the page where much matches
     * @throws IllegalArgumentException if one is out of its range, or both an offset and a position are given
     */
    public PageRequest {
        if (max < 1 || max > MOST_ROWS) {
            throw new IllegalArgumentException("max " + max + " is not 1 to " + MOST_ROWS);
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " < 0");
        }
        if (offset > 0 && after.isPresent()) {
            throw new IllegalArgumentException("a page starts at an offset or after a position, not both");
        }
    }

    /**
     * The first page of a list, total included.
     *
     * @param max the most rows wanted
     * @return the request
     */
    public static PageRequest first(int max) {
        return at(0, max);
    }

    /**
     * The page that starts at an offset, total included.
     *
     * @param offset how many rows to pass over
     * @param max the most rows wanted
     * @return the request
     */
    public static PageRequest at(long offset, int max) {
        return new PageRequest(max, offset, Optional.empty(), true);
    }

    /**
     * The page that starts after a position, total included. However deep the page is, it costs as much as the first page.
     *
     * @param position the {@link Page#next()} of the page before
     * @param max the most rows wanted
     * @return the request
     */
    public static PageRequest after(Position position, int max) {
        return new PageRequest(max, 0, Optional.of(position), true);
    }

    /**
     * The same page without its total.
     *
     * @return the request
     */
    public PageRequest withoutTotal() {
        return new PageRequest(max, offset, after, false);
    }
}
