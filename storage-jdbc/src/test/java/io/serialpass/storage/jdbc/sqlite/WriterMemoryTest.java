package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.jdbc.StorageSql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one unit of work leaves to the next is so, whatever is undone and whoever else writes. */
class WriterMemoryTest {

    private static final Organization ACME = new Organization("acme");
    private static final Organization OTHER = new Organization("other");

    private static final String WRONG_COUNTS = wrong("serial_number_count", "item_id");
    private static final String WRONG_TOTALS = wrong("serial_number_total", "organization_id");

    /** Statuses of something whose kept count is not how many rows there are. */
    private static String wrong(String counts, String of) {
        String kept = "SELECT %2$s, status, count FROM %1$s".formatted(counts, of);
        String counted = "SELECT %1$s, status, count(*) FROM serial_number GROUP BY %1$s, status".formatted(of);
        return "SELECT (SELECT count(*) FROM (" + kept + " WHERE count <> 0 EXCEPT " + counted
                + ")) + (SELECT count(*) FROM (" + counted + " EXCEPT " + kept + "))";
    }

    /** Rows of an organization whose item is another one's. */
    private static final String STRAYS = """
            SELECT count(*) FROM serial_number s JOIN item i ON i.id = s.item_id
            WHERE i.organization_id <> s.organization_id""";

    @TempDir
    private Path directory;

    private SqliteStorage storage;

    @BeforeEach
    void open() {
        storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private static Item item(WriteTransaction tx, Organization owner, String reference, Instant time) {
        ItemReference key = new ItemReference(reference);
        return tx.items()
                .find(owner, key)
                .or(() -> tx.items().insert(owner, ItemDetails.of(key), time))
                .orElseThrow();
    }

    private static boolean add(WriteTransaction tx, Item item, String value, SerialNumberStatus status, Instant time) {
        SerialNumberDetails details =
                new SerialNumberDetails(new SerialNumberValue(value), status, OptionalLong.empty());
        return tx.serialNumbers()
                .insert(List.of(new NewSerialNumber(item, details)), time)
                .get(0)
                .isPresent();
    }

    private static boolean add(WriteTransaction tx, Organization owner, String value, int second) {
        Instant time = Instant.ofEpochSecond(second);
        return add(tx, item(tx, owner, "A", time), value, SerialNumberStatus.NEW, time);
    }

    @Test
    void anOrderThatWasUndoneIsForgotten() {
        OneGroup group = new OneGroup(storage);
        List<CompletableFuture<Boolean>> all = List.of(
                group.add(tx -> {
                    tx.setRollbackOnly();
                    return add(tx, OTHER, "undone", 100);
                }),
                group.add(tx -> add(tx, ACME, "a", 60)),
                group.add(tx -> add(tx, OTHER, "b", 50)),
                group.add(tx -> {
                    tx.setRollbackOnly();
                    return add(tx, ACME, "undone", 200);
                }),
                group.add(tx -> add(tx, ACME, "c", 70)),
                group.add(tx -> add(tx, OTHER, "d", 20)));
        group.release();
        assertThat(all.stream().map(CompletableFuture::join)).containsOnly(true);
        assertThat(StorageSql.number(storage, STRAYS)).isZero();
        assertThat(StorageSql.number(storage, CreationOrderTest.UNKNOWN_PAIRS)).isZero();
        assertThat(StorageSql.number(storage, "SELECT count(*) FROM serial_number_disorder"))
                .as("only the clock of b and d ran back")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itemsAndCountsAreRightWithinEachUnitOfWorkAndAfterTheGroup(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            OneGroup group = new OneGroup(storage);
            List<CompletableFuture<Boolean>> outcomes = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                long itsSeed = random.nextLong();
                outcomes.add(group.add(tx -> changeAtRandom(tx, new Random(itsSeed))));
            }
            group.release();
            assertThat(outcomes.stream().map(CompletableFuture::join))
                    .as("seed %d, round %d", seed, round)
                    .containsOnly(true);
            assertThat(StorageSql.number(storage, WRONG_COUNTS))
                    .as("seed %d, round %d", seed, round)
                    .isZero();
            assertThat(StorageSql.number(storage, WRONG_TOTALS))
                    .as("seed %d, round %d", seed, round)
                    .isZero();
        }
        assertThat(StorageSql.number(storage, "SELECT count(*) FROM serial_number"))
                .isPositive();
    }

    /** Whether the items and counts that it asked for in between were right. */
    private static boolean changeAtRandom(WriteTransaction tx, Random random) {
        boolean right = true;
        for (int i = random.nextInt(4); i >= 0; i--) {
            Organization owner = random.nextBoolean() ? ACME : OTHER;
            Instant time = Instant.ofEpochSecond(random.nextInt(1_000));
            Item item = item(tx, owner, "" + random.nextInt(3), time);
            SerialNumberStatus status = SerialNumberStatus.ofCode(random.nextInt(3));
            switch (random.nextInt(8)) {
                case 0, 1 -> add(tx, item, "" + random.nextInt(500), status, time);
                case 2 ->
                    some(tx, owner, random)
                            .ifPresent(found -> tx.serialNumbers()
                                    .update(found.with(
                                            new SerialNumberDetails(
                                                    found.details().value(), status, OptionalLong.empty()),
                                            time)));
                case 3 ->
                    some(tx, owner, random)
                            .ifPresent(found -> tx.serialNumbers().delete(found.id()));
                case 4 -> tx.serialNumbers().reserve(item.id(), 1 + random.nextInt(2), Optional.empty(), time);
                case 5 -> right &= isRight(tx, item, status);
                case 6 ->
                    tx.items()
                            .update(item.with(
                                    new ItemDetails(
                                            item.details().reference(),
                                            "name " + random.nextInt(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    time));
                default -> clear(tx, item);
            }
        }
        if (random.nextInt(4) == 0) {
            tx.setRollbackOnly();
        }
        return right;
    }

    private static Page<SerialNumber> list(WriteTransaction tx, SerialNumberQuery.Builder query) {
        return tx.serialNumbers()
                .list(query.page(PageRequest.first(PageRequest.MOST_ROWS)).build());
    }

    private static Optional<SerialNumber> some(WriteTransaction tx, Organization owner, Random random) {
        List<SerialNumber> rows = list(tx, SerialNumberQuery.builder(owner)).rows();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(random.nextInt(rows.size())));
    }

    /** Whether the item is as lists say. */
    private static boolean isRight(WriteTransaction tx, Item item, SerialNumberStatus status) {
        long counted = tx.serialNumbers().count(item.id(), status);
        Page<SerialNumber> all = list(tx, SerialNumberQuery.builder(item.organization()));
        long ofStatus = all.rows().stream()
                .filter(row -> row.itemId().equals(item.id()) && row.details().status() == status)
                .count();
        return tx.items()
                        .list(ItemQuery.builder(item.organization()).build())
                        .rows()
                        .contains(item)
                && counted == ofStatus
                && all.total().equals(OptionalLong.of(all.rows().size()));
    }

    @Test
    void changesOfVeryManyItemsAreCounted() {
        List<Item> items = storage.write(tx -> IntStream.range(0, 1_500)
                .mapToObj(i -> item(tx, ACME, "" + i, Instant.EPOCH))
                .toList());
        OneGroup group = new OneGroup(storage);
        List<CompletableFuture<Boolean>> outcomes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            int which = i;
            outcomes.add(group.add(tx -> {
                if (which % 3 == 2) {
                    tx.setRollbackOnly();
                }
                return items.subList(which % 2 == 0 ? 0 : 700, which % 2 == 0 ? 1_400 : 1_500).stream()
                        .allMatch(item -> add(tx, item, "" + which, SerialNumberStatus.NEW, Instant.EPOCH));
            }));
        }
        group.release();
        assertThat(outcomes.stream().map(CompletableFuture::join)).containsOnly(true);
        assertThat(StorageSql.number(storage, "SELECT count(*) FROM serial_number"))
                .isEqualTo(3 * 1_400 + 3 * 800);
        assertThat(StorageSql.number(storage, WRONG_COUNTS)).isZero();
        assertThat(StorageSql.number(storage, WRONG_TOTALS)).isZero();
    }

    private Optional<Item> find(ItemReference reference) {
        return storage.write(tx -> tx.items().find(ACME, reference));
    }

    @Test
    void anItemThatAnotherProgramChangesIsSeenAsItIs() {
        ItemReference reference = new ItemReference("A");
        assertThat(storage.<Boolean>write(tx -> add(tx, ACME, "a", 1))).isTrue();
        Item before = find(reference).orElseThrow();
        try (SqliteStorage other = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults())) {
            Item changed = before.with(
                    new ItemDetails(reference, "another name", Optional.empty(), Optional.empty()),
                    Instant.ofEpochSecond(2));
            assertThat(other.<Boolean>write(tx -> tx.items().update(changed))).isTrue();
            assertThat(find(reference)).hasValue(changed);
            other.write(tx -> {
                clear(tx, changed);
                return true;
            });
            assertThat(find(reference)).isEmpty();
        }
    }

    /** Takes an item away with all that it has. */
    private static void clear(WriteTransaction tx, Item item) {
        list(tx, SerialNumberQuery.builder(item.organization())).rows().stream()
                .filter(row -> row.itemId().equals(item.id()))
                .forEach(row -> tx.serialNumbers().delete(row.id()));
        tx.items().delete(item.id());
    }
}
