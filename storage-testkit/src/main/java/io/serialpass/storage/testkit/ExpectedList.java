package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortField;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A list as its definition says that it is, worked out from all rows. It is put in order once, for all of its pages.
 *
 * @param <R> a row
 */
final class ExpectedList<R> {

    private final Comparator<Position> order;
    private final List<R> rows;
    private final List<Position> positions;

    private ExpectedList(Comparator<Position> order, List<R> rows, List<Position> positions) {
        this.order = order;
        this.rows = rows;
        this.positions = positions;
    }

    /**
     * A list in the order that a listing asks for.
     *
     * @param matching the rows that match, in any order
     */
    static <R, F extends SortField<R>> ExpectedList<R> of(List<R> matching, Listing<F> listing) {
        record Placed<R>(Position position, R row) {}
        Comparator<Position> order = listing.sort().comparator(listing.order());
        List<Placed<R>> placed = matching.stream()
                .map(row -> new Placed<>(listing.sort().positionOf(row), row))
                .sorted(Comparator.comparing(Placed::position, order))
                .toList();
        return new ExpectedList<>(
                order,
                placed.stream().map(Placed::row).toList(),
                placed.stream().map(Placed::position).toList());
    }

    /** Checks one page of a list against the rows that match, in any order. */
    static <R, F extends SortField<R>> void check(Page<R> page, List<R> matching, Listing<F> listing) {
        of(matching, listing).check(page, listing.page());
    }

    /** Checks a page of the list. */
    void check(Page<R> page, PageRequest asked) {
        int from =
                (int) Math.min(rows.size(), asked.after().map(this::firstAfter).orElse(0) + asked.offset());
        int to = Math.min(rows.size(), from + asked.max());
        assertThat(page.rows()).isEqualTo(rows.subList(from, to));
        assertThat(page.total()).isEqualTo(asked.withTotal() ? OptionalLong.of(rows.size()) : OptionalLong.empty());
        if (to < rows.size()) {
            assertThat(page.next()).contains(positions.get(to - 1));
        } else {
            assertThat(page.next()).isEmpty();
        }
    }

    private int firstAfter(Position after) {
        int low = 0;
        int high = positions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(positions.get(middle), after) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
