package io.serialpass.benchmarks;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.service.ReservationEnds;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Many reservations that end in the same second, in SQLite: how long a writer, which stores one serial number after the other, waits
 * for each while they end, beside the same writer before they end.
 */
public final class ReservationBenchmark {

    private static final int WRITES_BEFORE = 200;
    private static final int MOST_WRITES = 1_000_000;

    private ReservationBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments how many reservations end; 1,000,000 if there is none
     */
    public static void main(String[] arguments) {
        int reservations = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var directory = Sample.directory();
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            List<Item> items = Sample.addItems(storage, 20);
            reserve(storage, items, reservations);
            SerialNumber own = add(storage, items.get(0), "own", SerialNumberStatus.NEW, Optional.empty());
            long[] before = new long[WRITES_BEFORE];
            for (int i = 0; i < before.length; i++) {
                before[i] = write(storage, own, i);
            }
            print("before", before, before.length);
            long[] during = new long[MOST_WRITES];
            int writes = 0;
            long begin = System.nanoTime();
            try (ReservationEnds ends = new ReservationEnds(storage, Clock.systemUTC())) {
                ends.start();
                while (writes < MOST_WRITES && isNextThere(storage)) {
                    during[writes] = write(storage, own, writes);
                    writes++;
                }
            }
            print("while they end", during, writes);
            System.out.printf(
                    Locale.ROOT, "%,d reservations ended in %.1f s%n", reservations, (System.nanoTime() - begin) / 1e9);
        } finally {
            Sample.remove(directory);
        }
    }

    private static boolean isNextThere(Storage storage) {
        return storage.read(view -> view.serialNumbers().nextReservationEnd().isPresent());
    }

    private static void reserve(Storage storage, List<Item> items, int reservations) {
        Random random = new Random(7);
        Instant end = Instant.now();
        int batch = 10_000;
        for (int from = 0; from < reservations; from += batch) {
            List<NewSerialNumber> wanted = new ArrayList<>(batch);
            for (int i = from; i < Math.min(from + batch, reservations); i++) {
                // The number makes it unique, the random part spreads it over the indexes.
                String value = Sample.value(random) + Integer.toString(i, 36);
                wanted.add(row(
                        items.get(random.nextInt(items.size())), value, SerialNumberStatus.RESERVED, Optional.of(end)));
            }
            storage.write(tx -> tx.serialNumbers().insert(wanted, end));
        }
    }

    private static NewSerialNumber row(Item item, String value, SerialNumberStatus status, Optional<Instant> until) {
        return new NewSerialNumber(
                item, new SerialNumberDetails(new SerialNumberValue(value), status, OptionalLong.empty(), until));
    }

    private static SerialNumber add(
            Storage storage, Item item, String value, SerialNumberStatus status, Optional<Instant> until) {
        return storage.write(tx -> tx.serialNumbers().insert(List.of(row(item, value, status, until)), Instant.now()))
                .get(0)
                .orElseThrow();
    }

    /** How many nanoseconds it takes. */
    private static long write(Storage storage, SerialNumber row, int stock) {
        long begin = System.nanoTime();
        boolean unused = storage.write(tx -> tx.serialNumbers()
                .update(row.with(row.details().withWarehouseStockId(OptionalLong.of(stock)), Instant.now())));
        return System.nanoTime() - begin;
    }

    private static void print(String when, long[] nanos, int count) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d writes, median %.1f ms, 99 of 100 within %.1f ms, the slowest %.1f ms%n",
                when,
                count,
                sorted[count / 2] / 1e6,
                sorted[count * 99 / 100] / 1e6,
                sorted[count - 1] / 1e6);
    }
}
