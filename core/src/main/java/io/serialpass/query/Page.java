package io.serialpass.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a list, all of it from one snapshot of the store. Immutable.
 *
 * @param <R> the kind of row
 * @param rows the rows, in the order asked for
 * @param total how many rows match in all; empty if the request did not ask
 * @param next the position after which the next page starts; empty on the last page
 * @since 0.1
 */
public record Page<R>(List<R> rows, OptionalLong total, Optional<Position> next) {

    /**
     * Copies the rows.
     *
     * @param rows the rows, in the order asked for
     * @param total how many rows match in all; empty if the request did not ask
     * @param next the position after which the next page starts; empty on the last page
     */
    public Page {
        rows = List.copyOf(rows);
    }
}
