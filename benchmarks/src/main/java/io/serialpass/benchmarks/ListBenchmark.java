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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final int PASSES = 5;
    private static final List<Integer> PREFIXES = List.of(10, 9, 8, 7, 6, 5, 4, 2);
    private static final String WITH_TOTAL = " with its total";

    private ListBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments how many rows, 1,000,000 without; and of how many items, 1,000 without
     */
    public static void main(String[] arguments) {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Sample.ITEMS;
        Path directory = Sample.directory();
        Path store = directory.resolve("store.db");
        try (Storage storage = Storages.open("jdbc:sqlite:" + store)) {
            List<Item> items = Sample.addItems(storage, count);
            Sample.addRows(storage, items, rows);
            report(storage, store, rows);
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
        for (String prefix : List.of("REF-050*", "REF-05*", "REF-0*", "REF-*")) {
            cases.put(
                    "itemReference prefix " + prefix,
                    query().itemReference(Wildcard.of(prefix)).build());
        }
        String value = typicalValue(storage);
        cases.put("value exact", query().value(Wildcard.of(value)).build());
        for (int length : PREFIXES) {
            cases.put(
                    "value prefix of " + length,
                    query().value(Wildcard.of(value.substring(0, length) + "*")).build());
        }
        for (int length : PREFIXES) {
            SerialNumberQuery query = query().value(Wildcard.of(value.substring(0, length) + "*"))
                    .page(PageRequest.first(100))
                    .build();
            SerialNumberQuery byValue = query().value(Wildcard.of(value.substring(0, length) + "*"))
                    .sort(SerialNumberSort.VALUE, SortOrder.ASC)
                    .build();
            cases.put("value prefix of " + length + WITH_TOTAL, query);
            cases.put("value prefix of " + length + " by value", byValue);
        }
        for (SerialNumberSort sort : SerialNumberSort.values()) {
            for (SortOrder order : SortOrder.values()) {
                cases.put(
                        "one row in 100, a prefix, by " + sort.fieldName() + " " + order,
                        query().value(Wildcard.of(value.substring(0, 5) + "*"))
                                .sort(sort, order)
                                .build());
            }
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

    private static String typicalValue(Storage storage) {
        return storage.read(view -> view.serialNumbers().list(query().build()))
                .rows()
                .get(50)
                .details()
                .value()
                .value();
    }

    /**
     * What counting the matches of a prefix costs by itself: the total of the API's list, and nothing else of it.
     */
    private static double microsToCount(Path store, String prefix) {
        String sql = "SELECT count(*) FROM serial_number WHERE organization_id = 1 AND value COLLATE NOCASE >= ?"
                + " AND value COLLATE NOCASE < ? || char(0x10FFFF)";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                PreparedStatement count = connection.prepareStatement(sql)) {
            count.setString(1, prefix);
            count.setString(2, prefix);
            return medianMicros(() -> {
                try (ResultSet rows = count.executeQuery()) {
                    rows.next();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double medianMicros(Runnable work) {
        long[] nanos = new long[ROUNDS];
        for (int i = -10; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            work.run();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / 1e3;
    }

    private static void report(Storage storage, Path store, int rows) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Map<String, double[]> passes = new LinkedHashMap<>();
        Map<String, SerialNumberQuery> cases = cases(storage, rows);
        // A machine that does something else for a second slows what is measured then, and not the others.
        for (int pass = -1; pass < PASSES; pass++) {
            for (Map.Entry<String, SerialNumberQuery> entry : cases.entrySet()) {
                SerialNumberQuery query = entry.getValue();
                Page<SerialNumber> page =
                        storage.read(view -> view.serialNumbers().list(query));
                sizes.put(entry.getKey(), page.rows().size());
                double micros = medianMicros(
                        () -> storage.read(view -> view.serialNumbers().list(query)));
                if (pass >= 0) {
                    passes.computeIfAbsent(entry.getKey(), name -> new double[PASSES])[pass] = micros;
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        passes.forEach((name, micros) -> {
            Arrays.sort(micros);
            medians.put(name, micros[PASSES / 2]);
        });
        // Before the differences below, which the noise of two large figures can make anything.
        double cheapest = medians.entrySet().stream()
                .filter(entry -> sizes.getOrDefault(entry.getKey(), 0) == 100)
                .mapToDouble(Map.Entry::getValue)
                .min()
                .orElse(1);
        for (int length : PREFIXES) {
            String name = "value prefix of " + length;
            double count = microsToCount(store, typicalValue(storage).substring(0, length));
            medians.put(name + ", its total aside", medians.getOrDefault(name + WITH_TOTAL, 0.0) - count);
            sizes.put(name + ", its total aside", sizes.getOrDefault(name, 0));
        }
        System.out.printf(
                Locale.ROOT,
                "%,d rows; medians of %d passes of %d; the ratio is to the cheapest full page%n",
                rows,
                PASSES,
                ROUNDS);
        medians.forEach((name, micros) -> System.out.printf(
                Locale.ROOT, "%-45s %4d rows %10.0f us %7.1f x%n", name, sizes.get(name), micros, micros / cheapest));
    }
}
