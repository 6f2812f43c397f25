package io.serialpass.storage.jdbc;

import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.Position;
import io.serialpass.query.SortField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes pages of the rows that a database found.
 *
 * @since 0.1
 */
public final class FoundPages {

    private FoundPages() {}

    /** The page of a list that has no rows. */
    public static <R> Page<R> empty(Listing<?> listing) {
        return new Page<>(
                List.of(), listing.page().withTotal() ? OptionalLong.of(0) : OptionalLong.empty(), Optional.empty());
    }

    /**
     * Makes a page of its rows.
     *
     * @param found the rows, and one row more if there is another page
     * @param total the number of all rows; empty if nobody asked for it
     */
    public static <R, F extends SortField<R>> Page<R> of(Listing<F> listing, List<R> found, OptionalLong total) {
        int max = listing.page().max();
        if (found.size() <= max) {
            return new Page<>(found, total, Optional.empty());
        }
        List<R> rows = found.subList(0, max);
        Position next = listing.sort().positionOf(rows.get(max - 1));
        return new Page<>(rows, total, Optional.of(next));
    }
}
