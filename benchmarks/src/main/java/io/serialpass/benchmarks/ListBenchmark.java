package io.serialpass.benchmarks;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortOrder;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Pages of 100 rows of a store of 1,000,000 (or as many as the first argument says): every order, exact and prefix filters,
 * cursors deep in the list, a deep offset, fragments. Totals are left out where they are not what is measured.
 */
public final class ListBenchmark {

    private static final int ROUNDS = 31;

    private ListBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments how many rows; 1,000,000 without
     */
    public static void main(String[] arguments) {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path directory = Sample.directory();
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            List<Item> items = Sample.addItems(storage);
            Sample.addRows(storage, items, rows);
            report(storage, rows, cases(storage, rows));
            reportShow(storage, rows);
        } finally {
            Sample.remove(directory);
        }
    }

    private static SerialNumberQuery.Builder query() {
        return SerialNumberQuery.builder(Sample.ORGANIZATION).page(withoutTotal());
    }

    private static PageRequest withoutTotal() {
        return PageRequest.first(100).withoutTotal();
    }

    private static Map<String, SerialNumberQuery> cases(Storage storage, int rows) {
        Map<String, SerialNumberQuery> cases = new LinkedHashMap<>();
        for (SerialNumberSort sort : SerialNumberSort.values()) {
            for (SortOrder order : SortOrder.values()) {
                SerialNumberQuery first = query().sort(sort, order).build();
                cases.put("first page by " + sort.fieldName() + " " + order, first);
                for (long depth : new long[] {rows / 2, rows - 200}) {
                    Optional<Position> deep = storage.read(view -> view.serialNumbers()
                                    .list(first.with(PageRequest.at(depth, 100).withoutTotal())))
                            .next();
                    deep.ifPresent(position -> cases.put(
                            "cursor at row " + depth + " by " + sort.fieldName() + " " + order,
                            first.with(PageRequest.after(position, 100).withoutTotal())));
                }
            }
        }
        for (SerialNumberStatus status : SerialNumberStatus.values()) {
            cases.put("status " + status, query().status(status).build());
            cases.put(
                    "status " + status + " by lastUpdated DESC",
                    query().status(status)
                            .sort(SerialNumberSort.LAST_UPDATED, SortOrder.DESC)
                            .build());
        }
        cases.put(
                "itemReference exact",
                query().itemReference(Wildcard.of("ref-0500")).build());
        cases.put(
                "itemReference prefix of 10 items",
                query().itemReference(Wildcard.of("REF-050*")).build());
        String value = storage.read(view -> view.serialNumbers().list(query().build()))
                .rows()
                .get(50)
                .details()
                .value()
                .value();
        cases.put("value exact", query().value(Wildcard.of(value)).build());
        for (int length : new int[] {10, 9, 8, 7, 6, 5, 4, 2}) {
            cases.put(
                    "value prefix of " + length,
                    query().value(Wildcard.of(value.substring(0, length) + "*")).build());
        }
        for (int length : new int[] {6, 5, 4}) {
            cases.put(
                    "value prefix of " + length + " by value",
                    query().value(Wildcard.of(value.substring(0, length) + "*"))
                            .sort(SerialNumberSort.VALUE, SortOrder.ASC)
                            .build());
        }
        for (int length : new int[] {8, 5, 3}) {
            cases.put(
                    "value fragment of " + length,
                    query().value(Wildcard.of("*" + value.substring(4, 4 + length) + "*"))
                            .build());
        }
        cases.put(
                "offset " + (rows - 200),
                query().page(PageRequest.at(rows - 200, 100).withoutTotal()).build());
        cases.put(
                "first page with its total",
                query().page(PageRequest.first(100)).build());
        cases.put(
                "status SOLD with its total",
                query().status(SerialNumberStatus.SOLD)
                        .page(PageRequest.first(100))
                        .build());
        cases.put(
                "value prefix of 4 with its total",
                query().value(Wildcard.of(value.substring(0, 4) + "*"))
                        .page(PageRequest.first(100))
                        .build());
        return cases;
    }

    /** The cost of one row by its id. */
    private static void reportShow(Storage storage, int rows) {
        long begin = 0;
        int rounds = 20_000;
        for (int i = -rounds; i < rounds; i++) {
            if (i == 0) {
                begin = System.nanoTime();
            }
            SerialNumberId id = new SerialNumberId(1 + (Math.abs(i) * 7919L) % rows);
            storage.read(view -> view.serialNumbers().find(Sample.ORGANIZATION, id));
        }
        System.out.printf(
                Locale.ROOT,
                "show by id: %.1f us, the mean of %,d%n",
                (System.nanoTime() - begin) / 1e3 / rounds,
                rounds);
    }

    private static void report(Storage storage, int rows, Map<String, SerialNumberQuery> cases) {
        Map<String, Double> medians = new LinkedHashMap<>();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        cases.forEach((name, query) -> {
            Page<SerialNumber> page = storage.read(view -> view.serialNumbers().list(query));
            sizes.put(name, page.rows().size());
            long[] nanos = new long[ROUNDS];
            for (int warm = 0; warm < 10; warm++) {
                storage.read(view -> view.serialNumbers().list(query));
            }
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                storage.read(view -> view.serialNumbers().list(query));
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            medians.put(name, nanos[ROUNDS / 2] / 1e3);
        });
        double cheapest = medians.entrySet().stream()
                .filter(entry -> sizes.getOrDefault(entry.getKey(), 0) == 100)
                .mapToDouble(Map.Entry::getValue)
                .min()
                .orElse(1);
        System.out.printf(
                Locale.ROOT, "%,d rows; medians of %d; the ratio is to the cheapest full page%n", rows, ROUNDS);
        medians.forEach((name, micros) -> System.out.printf(
                Locale.ROOT, "%-45s %4d rows %10.0f us %7.1f x%n", name, sizes.get(name), micros, micros / cheapest));
    }
}
