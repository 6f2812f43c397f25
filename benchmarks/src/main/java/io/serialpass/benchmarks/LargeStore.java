package io.serialpass.benchmarks;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Fills a store with many passes, each tied to a serial number, and with the devices that hold them. */
final class LargeStore {

    static final int AT_ONCE = 5_000;

    private LargeStore() {}

    private static SerialNumberValue value(int number) {
        return new SerialNumberValue("TIED-" + number);
    }

    /** Adds passes that are tied to serial numbers of an item. */
    static void addTied(Storage storage, Item item, int from, int count) {
        Instant now = Instant.now();
        storage.write(tx -> {
            List<NewSerialNumber> rows = IntStream.range(from, from + count)
                    .mapToObj(i -> new NewSerialNumber(
                            item, new SerialNumberDetails(value(i), SerialNumberStatus.SOLD, OptionalLong.empty())))
                    .toList();
            List<Optional<SerialNumber>> added = tx.serialNumbers().insert(rows, now);
            UpdateTag tag = tx.passes().takeTag(PackageSample.TYPE, now);
            for (int i = 0; i < count; i++) {
                tx.passes()
                        .insert(
                                new NewPass(
                                        StormPasses.pass(from + i),
                                        Sample.ORGANIZATION,
                                        StormPasses.token(from + i),
                                        added.get(i).map(SerialNumber::id),
                                        PackageSample.seat(from + i)),
                                tag,
                                now);
            }
            return true;
        });
    }

    /** Adds passes, and as many devices; each device holds its own pass and the next device's. */
    static void addPasses(Storage storage, Item item, int passes) {
        for (int from = 0; from < passes; from += AT_ONCE) {
            addTied(storage, item, from, Math.min(AT_ONCE, passes - from));
        }
        for (int from = 0; from < passes; from += AT_ONCE) {
            int begin = from;
            storage.write(tx -> {
                Instant now = Instant.now();
                UpdateTag tag = tx.passes().takeTag(PackageSample.TYPE, now);
                for (int i = begin; i < Math.min(begin + AT_ONCE, passes); i++) {
                    for (int held : new int[] {i, (i + 1) % passes}) {
                        tx.registrations()
                                .insert(
                                        StormPasses.device(i),
                                        StormPasses.pass(held),
                                        StormPasses.pushToken(i),
                                        tag,
                                        now);
                    }
                }
                return true;
            });
        }
    }
}
