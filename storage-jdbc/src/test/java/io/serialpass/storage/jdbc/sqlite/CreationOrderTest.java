package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.storage.jdbc.sqlite.lists.ListPlans;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the order of creation is not that of the ids is known, and few rows are looked at to find the oldest that match. */
class CreationOrderTest {

    private static final List<Organization> ORGANIZATIONS =
            List.of(new Organization("acme"), new Organization("other"));

    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    /** Pairs of rows whose dates and ids differ in their order, outside of the ranges that are known. */
    static final String UNKNOWN_PAIRS = """
            SELECT count(*) FROM serial_number a JOIN serial_number b
                ON b.organization_id = a.organization_id AND b.id > a.id AND b.date_created < a.date_created
            WHERE NOT EXISTS (SELECT 1 FROM serial_number_disorder d
                WHERE d.organization_id = a.organization_id AND d.first_id <= a.id AND d.last_id >= b.id)""";

    private static final String OVERLAPS = """
            SELECT count(*) FROM serial_number_disorder a JOIN serial_number_disorder b
                ON b.organization_id = a.organization_id AND b.first_id > a.first_id AND b.first_id <= a.last_id""";

    @TempDir
    private Path directory;

    private SqliteStorage storage;
    private List<Item> items;

    @BeforeEach
    void open() {
        storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults());
        items = storage.write(tx -> ORGANIZATIONS.stream()
                .map(owner -> tx.items()
                        .insert(owner, ItemDetails.of(new ItemReference("A")), BEGIN)
                        .orElseThrow())
                .toList());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void add(Item item, Instant time, int count, String prefix) {
        storage.write(tx -> add(tx, item, time, count, prefix));
    }

    private static List<Optional<SerialNumber>> add(
            WriteTransaction tx, Item item, Instant time, int count, String prefix) {
        List<NewSerialNumber> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SerialNumberValue value = new SerialNumberValue(prefix + i);
            rows.add(new NewSerialNumber(
                    item, new SerialNumberDetails(value, SerialNumberStatus.NEW, OptionalLong.empty())));
        }
        return tx.serialNumbers().insert(rows, time);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyPairThatIsNotInOrderIsWithinAKnownRange(long seed) {
        Random random = new Random(seed);
        long time = 0;
        for (int call = 0; call < 250; call++) {
            time += random.nextInt(12) == 0 ? -random.nextInt(12) : random.nextInt(6);
            Item item = items.get(random.nextInt(2));
            add(item, BEGIN.plusSeconds(time), 1 + random.nextInt(3), call + "-");
        }
        assertThat(StorageSql.number(storage, UNKNOWN_PAIRS))
                .as("seed %d", seed)
                .isZero();
        assertThat(StorageSql.number(storage, OVERLAPS)).as("seed %d", seed).isZero();
        long ranges = StorageSql.number(storage, "SELECT count(*) FROM serial_number_disorder");
        assertThat(ranges).as("seed %d", seed).isBetween(3L, 60L);
    }

    /** Also where the latest row is gone before others come, all in one unit of work. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderIsKnownWithinAUnitOfWorkToo(long seed) {
        Random random = new Random(seed);
        storage.write(tx -> {
            long time = 0;
            for (int call = 0; call < 150; call++) {
                time += random.nextInt(12) == 0 ? -random.nextInt(12) : random.nextInt(6);
                Item item = items.get(random.nextInt(2));
                Optional<SerialNumber> newest =
                        add(tx, item, BEGIN.plusSeconds(time), 1, call + "-").get(0);
                if (random.nextInt(3) == 0) {
                    tx.serialNumbers().delete(newest.orElseThrow().id());
                }
            }
            return time;
        });
        assertThat(StorageSql.number(storage, UNKNOWN_PAIRS))
                .as("seed %d", seed)
                .isZero();
        assertThat(StorageSql.number(storage, OVERLAPS)).as("seed %d", seed).isZero();
    }

    @Test
    void aClockThatOnlyGoesOnLeavesNoRange() {
        for (int call = 0; call < 20; call++) {
            add(items.get(call % 2), BEGIN.plusSeconds(call / 3), 5, call + "-");
        }
        assertThat(StorageSql.number(storage, "SELECT count(*) FROM serial_number_disorder"))
                .isZero();
    }

    @Test
    void aPrefixIsLookedForInTheBlocksOfItsPage() {
        for (int call = 0; call < 12; call++) {
            add(items.get(0), BEGIN.plusSeconds(call), 900, "other-" + call + "-");
            add(items.get(0), BEGIN.plusSeconds(call), 100, "sn-" + call + "-");
        }
        for (SerialNumberSort sort : List.of(SerialNumberSort.DATE_CREATED, SerialNumberSort.ID)) {
            SerialNumberQuery query = SerialNumberQuery.builder(ORGANIZATIONS.get(0))
                    .value(Wildcard.of("SN-*"))
                    .sort(sort, SortOrder.ASC)
                    .page(PageRequest.first(100).withoutTotal())
                    .build();
            assertThat(ListPlans.of(storage, query))
                    .anyMatch(step -> step.contains("USING COVERING INDEX serial_number_by_block_value"
                            + " (organization_id=? AND <expr>=? AND value>? AND value<?)"));
        }
    }

    @Test
    void someMatchesAtTheBeginDoNotMakeTheWalkGoToTheEnd() {
        add(items.get(0), BEGIN, 60, "sn-first-");
        for (int call = 1; call < 20; call++) {
            add(items.get(0), BEGIN.plusSeconds(call), 1_000, "other-" + call + "-");
        }
        add(items.get(0), BEGIN.plusSeconds(20), 600, "sn-last-");
        SerialNumberQuery query = SerialNumberQuery.builder(ORGANIZATIONS.get(0))
                .value(Wildcard.of("sn-*"))
                .page(PageRequest.first(100))
                .build();
        assertThat(ListPlans.of(storage, query)).noneMatch(step -> step.contains("serial_number_by_date_created"));
    }

    @Test
    void theRowsOfSomeItemsAreLookedAtUpToTheDateOfThePage() {
        List<Item> wanted = storage.write(tx -> Stream.of("W1", "W2")
                .map(name -> tx.items()
                        .insert(ORGANIZATIONS.get(0), ItemDetails.of(new ItemReference(name)), BEGIN)
                        .orElseThrow())
                .toList());
        for (int call = 0; call < 12; call++) {
            add(items.get(0), BEGIN.plusSeconds(call), 900, call + "-");
            for (Item item : wanted) {
                add(item, BEGIN.plusSeconds(call), 50, call + "-");
            }
        }
        SerialNumberQuery query = SerialNumberQuery.builder(ORGANIZATIONS.get(0))
                .itemReference(Wildcard.of("w*"))
                .page(PageRequest.first(100).withoutTotal())
                .build();
        assertThat(ListPlans.of(storage, query))
                .anyMatch(step -> step.contains("serial_number_by_item_date_created (item_id=? AND date_created<?)"));
    }

    @Test
    void deepInTheListWhatMatchesIsGatheredWhereTheWalkWouldBeLong() {
        for (int call = 0; call < 30; call++) {
            add(items.get(0), BEGIN.plusSeconds(call), 100, "sn-" + call + "-");
            add(items.get(0), BEGIN.plusSeconds(call), 400, "other-" + call + "-");
        }
        SerialNumberQuery.Builder query = SerialNumberQuery.builder(ORGANIZATIONS.get(0))
                .value(Wildcard.of("SN-*"))
                .sort(SerialNumberSort.LAST_UPDATED, SortOrder.ASC);
        assertThat(ListPlans.of(
                        storage,
                        query.page(PageRequest.first(100).withoutTotal()).build()))
                .anyMatch(step -> step.contains("serial_number_by_last_updated"));
        assertThat(ListPlans.of(
                        storage,
                        query.page(PageRequest.at(2_500, 100).withoutTotal()).build()))
                .anyMatch(step -> step.contains("serial_number_by_folded_value"));
    }
}
