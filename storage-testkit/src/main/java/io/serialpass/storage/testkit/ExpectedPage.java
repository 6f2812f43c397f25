package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.Position;
import io.serialpass.query.SortField;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The page that a list must give, worked out from all rows by the definition. */
final class ExpectedPage {

    private ExpectedPage() {}

    /** Checks a page against the rows that match, in any order. */
    static <R, F extends SortField<R>> void check(Page<R> page, List<R> matching, Listing<F> listing) {
        F sort = listing.sort();
        Comparator<Position> order = sort.comparator(listing.order());
        List<R> rest = matching.stream()
                .sorted(Comparator.comparing(sort::positionOf, order))
                .filter(row -> listing.page()
                        .after()
                        .map(after -> order.compare(sort.positionOf(row), after) > 0)
                        .orElse(true))
                .skip(listing.page().offset())
                .toList();
        List<R> expected = rest.subList(0, Math.min(rest.size(), listing.page().max()));
        assertThat(page.rows()).isEqualTo(expected);
        assertThat(page.total())
                .isEqualTo(listing.page().withTotal() ? OptionalLong.of(matching.size()) : OptionalLong.empty());
        if (expected.size() < rest.size()) {
            assertThat(page.next()).contains(sort.positionOf(expected.get(expected.size() - 1)));
        } else {
            assertThat(page.next()).isEmpty();
        }
    }
}
