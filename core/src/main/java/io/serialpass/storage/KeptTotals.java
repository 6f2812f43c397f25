package io.serialpass.storage;

import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.wallet.PassQuery;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Compares the totals that lists give with their rows. For one thread. */
final class KeptTotals {

    private final ReadView view;
    private Optional<String> difference = Optional.empty();
    private long rows;
    private int organizations;

    KeptTotals(ReadView view) {
        this.view = view;
    }

    void count(Organization organization) {
        organizations++;
        compare(
                "serial numbers",
                organization,
                page -> view.serialNumbers()
                        .list(SerialNumberQuery.builder(organization).page(page).build()));
        compare(
                "passes",
                organization,
                page -> view.passes()
                        .list(PassQuery.builder(organization).page(page).build()));
    }

    private void compare(String name, Organization organization, Function<PageRequest, Page<?>> list) {
        Page<?> page = list.apply(PageRequest.first(PageRequest.MOST_ROWS));
        OptionalLong total = page.total();
        long counted = page.rows().size();
        while (page.next().isPresent()) {
            page = list.apply(PageRequest.after(page.next().orElseThrow(), PageRequest.MOST_ROWS)
                    .withoutTotal());
            counted += page.rows().size();
        }
        rows += counted;
        if (total.isPresent() && total.getAsLong() != counted && difference.isEmpty()) {
            difference = Optional.of("The total of the " + name + " of the organization " + organization.name() + " is "
                    + total.getAsLong() + ", and its list has " + counted + " rows.");
        }
    }

    StoreFinding finding(String remedy) {
        return difference
                .map(problem -> StoreFinding.wrong("totals", problem, remedy))
                .orElseGet(() -> StoreFinding.sound(
                        "totals",
                        "The totals of the lists of " + organizations + " organizations with events are those of their "
                                + rows + " rows."));
    }
}
