package io.serialpass.storage.shelf;

import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.Position;
import io.serialpass.query.SortField;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Sorts the rows that match, and cuts the page out of them. */
final class Pages {

    private Pages() {}

    static <R, F extends SortField<R>> Page<R> cut(Stream<R> matching, Listing<F> listing) {
        F sort = listing.sort();
        Comparator<Position> order = sort.comparator(listing.order());
        List<R> sorted =
                matching.sorted(Comparator.comparing(sort::positionOf, order)).toList();
        Optional<Position> after = listing.page().after();
        List<R> rest = sorted.stream()
                .filter(row -> after.isEmpty() || order.compare(sort.positionOf(row), after.get()) > 0)
                .skip(listing.page().offset())
                .toList();
        List<R> rows = rest.subList(0, Math.min(listing.page().max(), rest.size()));
        return new Page<>(
                rows,
                listing.page().withTotal() ? OptionalLong.of(sorted.size()) : OptionalLong.empty(),
                rows.size() < rest.size() ? Optional.of(sort.positionOf(rows.get(rows.size() - 1))) : Optional.empty());
    }
}
