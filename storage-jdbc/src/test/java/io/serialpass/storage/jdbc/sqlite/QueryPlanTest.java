package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.inventory.ImportRunSort;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortOrder;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.storage.jdbc.sqlite.lists.ListPlans;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every list goes through an index, whatever is stored: nothing is scanned, and no more is sorted than a page. */
class QueryPlanTest {

    private static final Organization ACME = new Organization("acme");

    @TempDir
    private static Path directory;

    private static SqliteStorage storage;

    @BeforeAll
    static void fill() {
        storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults());
        for (String reference : List.of("A", "B", "C")) {
            Item item = storage.write(
                            tx -> tx.items().insert(ACME, ItemDetails.of(new ItemReference(reference)), Instant.EPOCH))
                    .orElseThrow();
            add(item, "SN", Instant.EPOCH, 700);
            if (reference.equals("C")) {
                add(item, "LATE", Instant.EPOCH.plusSeconds(1), 700);
            }
        }
    }

    private static void add(Item item, String prefix, Instant time, int count) {
        List<NewSerialNumber> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new NewSerialNumber(
                    item,
                    new SerialNumberDetails(
                            new SerialNumberValue(prefix + i),
                            SerialNumberStatus.ofCode(i % 3),
                            OptionalLong.empty())));
        }
        storage.write(tx -> tx.serialNumbers().insert(rows, time));
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Test
    void importsAreListedAlongTheIndexOfTheirTimesAndThoseThatRunHaveAnIndexOfTheirOwn() {
        Listing<ImportRunSort> listing =
                new Listing<>(ImportRunSort.DATE_CREATED, SortOrder.DESC, PageRequest.after(new Position("9", 7), 10));
        assertThat(ListPlans.of(storage, new ImportRunQuery(ACME, listing)))
                .anyMatch(step -> step.contains("import_run_by_date_created (organization_id=? AND date_created"))
                .noneMatch(step -> step.startsWith("SCAN r"));
        assertThat(StorageSql.explainRunningImports(storage))
                .anyMatch(step -> step.contains("USING INDEX import_run_running"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
        assertThat(StorageSql.explainOldImports(storage))
                .anyMatch(step -> step.contains("import_run_by_age (date_created<?)"))
                .noneMatch(step -> step.startsWith("SCAN import_run") || step.contains("TEMP B-TREE"));
        assertThat(StorageSql.explainImportsBeyond(storage))
                .anyMatch(step -> step.contains("import_run_by_date_created (organization_id=?)"))
                .noneMatch(step -> step.startsWith("SCAN import_run"));
    }

    private static SerialNumberQuery.Builder query() {
        return SerialNumberQuery.builder(ACME);
    }

    /** The steps in which SQLite finds the ids of the page: those before it joins the rows. */
    private static List<String> planOfIds(SerialNumberQuery query) {
        List<String> plan = ListPlans.of(storage, query);
        int rows = plan.indexOf("SCAN page");
        assertThat(rows).as("late join in %s", plan).isPositive();
        assertThat(plan.subList(rows, plan.size()))
                .as("rows are joined by their ids")
                .contains("SEARCH s USING INTEGER PRIMARY KEY (rowid=?)");
        return plan.subList(0, rows);
    }

    private static void assertWalks(SerialNumberQuery query, String index) {
        List<String> plan = planOfIds(query);
        assertThat(plan).as("%s", query).anyMatch(step -> step.contains(" " + index + " "));
        assertThat(plan).as("%s", query).noneMatch(step -> step.startsWith("SCAN s"));
        assertThat(plan).as("%s", query).noneMatch(step -> step.contains("USE TEMP B-TREE FOR ORDER BY"));
    }

    private static String index(SerialNumberSort sort) {
        return switch (sort) {
            case ID -> "serial_number_by_id";
            case VALUE -> "serial_number_by_value";
            case STATUS -> "serial_number_by_status";
            case ITEM_REFERENCE -> "serial_number_by_item";
            case DATE_CREATED -> "serial_number_by_date_created";
            case LAST_UPDATED -> "serial_number_by_last_updated";
        };
    }

    @ParameterizedTest
    @EnumSource(SerialNumberSort.class)
    void everyOrderHasAnIndexForEachOfItsPages(SerialNumberSort sort) {
        String index = index(sort);
        for (SortOrder order : SortOrder.values()) {
            assertWalks(query().sort(sort, order).build(), index);
            assertWalks(
                    query().sort(sort, order).page(PageRequest.at(1500, 100)).build(), index);
            Position position = new Position(sort.isNumeric() ? "1" : "SN5", 700);
            assertWalks(
                    query().sort(sort, order)
                            .page(PageRequest.after(position, 100))
                            .build(),
                    index);
        }
    }

    @Test
    void aCursorSeeksItsPlace() {
        List<String> plan = planOfIds(
                query().page(PageRequest.after(new Position("1", 700), 100)).build());
        assertThat(plan)
                .anyMatch(step -> step.endsWith("(organization_id=? AND date_created=? AND rowid>?)"))
                .anyMatch(step -> step.endsWith("(organization_id=? AND date_created>?)"));
    }

    @Test
    void anExactFilterAndTheUsualOrdersShareAnIndex() {
        var sold = query().status(SerialNumberStatus.SOLD);
        assertWalks(sold.build(), "serial_number_by_status_date_created");
        assertWalks(
                sold.sort(SerialNumberSort.LAST_UPDATED, SortOrder.DESC).build(),
                "serial_number_by_status_last_updated");
        assertWalks(sold.sort(SerialNumberSort.ID, SortOrder.ASC).build(), "serial_number_by_status");
        var ofItem = query().itemReference(Wildcard.of("b"));
        assertWalks(ofItem.build(), "serial_number_by_item_date_created");
        assertWalks(ofItem.sort(SerialNumberSort.ITEM_REFERENCE, SortOrder.ASC).build(), "serial_number_by_item");
        assertWalks(ofItem.sort(SerialNumberSort.STATUS, SortOrder.ASC).build(), "serial_number_by_item_status");
    }

    @Test
    void aStatusThatIsAGoodPartOfAnItemIsPassedByOnTheWalkAndNotGathered() {
        SerialNumberQuery.Builder query =
                query().itemReference(Wildcard.of("A")).status(SerialNumberStatus.NEW);
        assertWalks(query.page(PageRequest.first(10)).build(), "serial_number_by_item_date_created");
        assertThat(planOfIds(query.page(PageRequest.first(200)).build()))
                .as("of 234 there are, 201 are wanted")
                .anyMatch(step -> step.contains("serial_number_by_item_status"));
    }

    @Test
    void manyItemsAreNotListedBeforeTheirRowsAreLookedAt() {
        Organization wide = new Organization("wide");
        for (int i = 0; i < 120; i++) {
            String reference = "item " + i;
            Item item = storage.write(
                            tx -> tx.items().insert(wide, ItemDetails.of(new ItemReference(reference)), Instant.EPOCH))
                    .orElseThrow();
            add(item, "SN", Instant.EPOCH, 10);
        }
        for (SerialNumberSort sort : SerialNumberSort.values()) {
            SerialNumberQuery query = SerialNumberQuery.builder(wide)
                    .itemReference(Wildcard.of("ITEM*"))
                    .sort(sort, SortOrder.DESC)
                    .page(PageRequest.first(100).withoutTotal())
                    .build();
            assertWalks(query, index(sort));
            assertThat(planOfIds(query)).noneMatch(step -> step.contains("LIST SUBQUERY"));
        }
    }

    @Test
    void exactValuesAndPrefixesAreSoughtInEitherCase() {
        for (String pattern : List.of("sn77", "sn77*", "Sn7*7")) {
            assertThat(planOfIds(query().value(Wildcard.of(pattern)).build()))
                    .anyMatch(
                            step -> step.contains("INDEX serial_number_by_folded_value (organization_id=? AND value"));
        }
    }

    @Test
    void whatMatchesIsWalkedToWhereItIsNearAndGatheredWhereItIsFar() {
        assertWalks(query().value(Wildcard.of("sn*")).build(), "serial_number_by_date_created");
        var late = query().value(Wildcard.of("late*"));
        assertThat(planOfIds(late.build())).anyMatch(step -> step.contains("serial_number_by_block_value"));
        assertThat(planOfIds(
                        late.sort(SerialNumberSort.LAST_UPDATED, SortOrder.ASC).build()))
                .anyMatch(step -> step.contains("serial_number_by_folded_value"));
        assertWalks(late.sort(SerialNumberSort.DATE_CREATED, SortOrder.DESC).build(), "serial_number_by_date_created");
    }

    @Test
    void aFragmentIsSoughtByItsTrigrams() {
        for (String pattern : List.of("*n77*", "*n77", "*x*n77*y")) {
            assertThat(planOfIds(query().value(Wildcard.of(pattern)).build()))
                    .anyMatch(step -> step.contains("serial_number_search VIRTUAL TABLE INDEX"))
                    .anyMatch(step -> step.equals("SEARCH s USING INTEGER PRIMARY KEY (rowid=?)"))
                    .noneMatch(step -> step.startsWith("SCAN s") && !step.contains("serial_number_search"));
        }
    }

    @Test
    void reservingTakesTheOldestThroughAnIndex() {
        assertThat(StorageSql.explainReserve(storage))
                .anyMatch(step -> step.contains("serial_number_by_item_status (item_id=? AND status=?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
    }

    /** Asked twice a second, however many serial numbers there are. */
    @Test
    void reservationsThatEndAreFoundThroughAnIndex() {
        assertThat(StorageSql.explainNextReservationEnd(storage))
                .singleElement()
                .asString()
                .contains("USING COVERING INDEX serial_number_by_reserved_until");
        assertThat(StorageSql.explainEndReservations(storage))
                .anyMatch(step -> step.contains("INDEX serial_number_by_reserved_until (reserved_until<?)"))
                .noneMatch(step -> step.startsWith("SCAN s") || step.contains("TEMP B-TREE"));
    }
}
