package io.serialpass.benchmarks;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/** What the measurements measure on: items and values that look like real ones, the same in every run. */
final class Sample {

    static final Organization ORGANIZATION = new Organization("default");
    static final int ITEMS = 1_000;

    private Sample() {}

    static Path directory() {
        try {
            return Files.createTempDirectory("serialpass-benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Item> addItems(Storage storage) {
        return addItems(storage, ITEMS);
    }

    static List<Item> addItems(Storage storage, int count) {
        return storage.write(tx -> {
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ItemDetails details = ItemDetails.of(new ItemReference(reference(i)));
                items.add(
                        tx.items().insert(ORGANIZATION, details, Instant.now()).orElseThrow());
            }
            return items;
        });
    }

    static String reference(int item) {
        return String.format(Locale.ROOT, "REF-%04d", item);
    }

    /** A value of 12 characters: a year, a letter and random digits. */
    static String value(Random random) {
        return String.format(
                Locale.ROOT,
                "SN%02d%c%07d",
                20 + random.nextInt(4),
                'A' + random.nextInt(26),
                random.nextInt(10_000_000));
    }

    /** Adds rows of random items, one in ten reserved and four in ten sold. */
    static void addRows(Storage storage, List<Item> items, int rows) {
        Random random = new Random(7);
        int batch = 10_000;
        Instant begin = Instant.now().minusSeconds(rows);
        for (int from = 0; from < rows; from += batch) {
            List<NewSerialNumber> wanted = new ArrayList<>(batch);
            for (int i = 0; i < batch; i++) {
                int chance = random.nextInt(10);
                SerialNumberStatus status = chance == 0
                        ? SerialNumberStatus.RESERVED
                        : chance < 5 ? SerialNumberStatus.SOLD : SerialNumberStatus.NEW;
                wanted.add(new NewSerialNumber(
                        items.get(random.nextInt(items.size())),
                        new SerialNumberDetails(new SerialNumberValue(value(random)), status, OptionalLong.empty())));
            }
            Instant time = begin.plusSeconds(from);
            storage.write(tx -> tx.serialNumbers().insert(wanted, time));
        }
    }
}
