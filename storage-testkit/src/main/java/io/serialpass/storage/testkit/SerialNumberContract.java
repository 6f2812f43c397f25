package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.storage.NewSerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serial numbers. */
abstract class SerialNumberContract extends ContractTest {

    private static final Instant LATER = T0.plusMillis(1234);

    SerialNumberContract(String urlPattern) {
        super(urlPattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"74924P109E", " ", "*", "%_\\[]?", "'; DROP TABLE item --", "žluťoučký", "😀", "\u00ff\ufffd"})
    void aSerialNumberComesBackAsItWasGiven(String value) {
        Item item = addItem(ACME, "A");
        SerialNumberDetails details = new SerialNumberDetails(
                new SerialNumberValue(value), SerialNumberStatus.SOLD, OptionalLong.of(Long.MIN_VALUE));
        SerialNumber row = insertRows(List.of(new NewSerialNumber(item, details)), T0)
                .get(0)
                .orElseThrow();
        assertThat(row.organization()).isEqualTo(ACME);
        assertThat(row.itemId()).isEqualTo(item.id());
        assertThat(row.itemReference()).isEqualTo(item.reference());
        assertThat(row.details()).isEqualTo(details);
        assertThat(row.dateCreated()).isEqualTo(T0);
        assertThat(row.lastUpdated()).isEqualTo(T0);
        assertThat(find(row)).isEqualTo(row);
    }

    @Test
    void idsGrowInTheOrderGivenAndAreNotGivenAgain() {
        Item item = addItem(ACME, "A");
        List<SerialNumber> rows = add(item, T0, "3", "1", "2");
        assertThat(rows).extracting(row -> row.id().value()).isSorted().doesNotHaveDuplicates();
        SerialNumber last = rows.get(2);
        deleteRow(last);
        assertThat(add(item, T0, "2").get(0).id().value())
                .isGreaterThan(last.id().value());
    }

    @Test
    void aValueIsUniqueWithinItsItemAndCaseCounts() {
        Item item = addItem(ACME, "A");
        Item second = addItem(ACME, "B");
        add(item, T0, "x");
        List<Optional<SerialNumber>> inserted = insertRows(
                List.of(row(item, "x"), row(item, "X"), row(second, "x"), row(item, "y"), row(item, "y")), LATER);
        assertThat(inserted).extracting(Optional::isPresent).containsExactly(false, true, true, true, false);
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(3);
        assertThat(count(second, SerialNumberStatus.NEW)).isEqualTo(1);
    }

    @Test
    void insertingNothingIsAllowed() {
        assertThat(insertRows(List.of(), T0)).isEmpty();
    }

    @Test
    void rowsOfTwoOrganizationsAreInsertedTogether() {
        Item ours = addItem(ACME, "A");
        Item theirs = addItem(OTHER, "A");
        var inserted = insertRows(List.of(row(ours, "x"), row(theirs, "x"), row(ours, "y")), T0);
        assertThat(inserted).extracting(row -> row.orElseThrow().organization()).containsExactly(ACME, OTHER, ACME);
        assertThat(find(inserted.get(1).orElseThrow()).organization()).isEqualTo(OTHER);
    }

    @Test
    void anotherOrganizationsSerialNumberIsNotFound() {
        SerialNumber row = add(addItem(ACME, "A"), T0, "1").get(0);
        assertThat(findRow(OTHER, row.id())).isEmpty();
        assertThat(findRow(ACME, new SerialNumberId(row.id().value() + 1))).isEmpty();
    }

    @Test
    void anUpdateIsKept() {
        SerialNumber row = add(addItem(ACME, "A"), T0, "1").get(0);
        SerialNumberDetails details =
                new SerialNumberDetails(new SerialNumberValue("2"), SerialNumberStatus.RESERVED, OptionalLong.of(7));
        SerialNumber changed = change(row, details, LATER);
        assertThat(find(row)).isEqualTo(changed);
        assertThat(changed.lastUpdated()).isEqualTo(LATER);
        assertThat(changed.dateCreated()).isEqualTo(T0);
        SerialNumber cleared = change(changed, details.withWarehouseStockId(OptionalLong.empty()), LATER);
        assertThat(find(row)).isEqualTo(cleared);
    }

    @Test
    void anUpdateToAValueInUseChangesNothing() {
        List<SerialNumber> rows = add(addItem(ACME, "A"), T0, "1", "2");
        SerialNumber changed = rows.get(1)
                .with(
                        rows.get(1)
                                .details()
                                .withValue(new SerialNumberValue("1"))
                                .withStatus(SerialNumberStatus.SOLD),
                        LATER);
        assertThat(updateRow(changed)).isFalse();
        assertThat(find(rows.get(1))).isEqualTo(rows.get(1));
        assertThat(count(addItem(ACME, "B"), SerialNumberStatus.SOLD)).isZero();
    }

    @Test
    void theItemsReferenceIsTheOneOfToday() {
        Item item = addItem(ACME, "A");
        SerialNumber row = add(item, T0, "1").get(0);
        updateItem(item.with(item.details().withReference(new ItemReference("Z")), LATER));
        assertThat(find(row).itemReference().value()).isEqualTo("Z");
        assertThat(find(row).lastUpdated()).isEqualTo(T0);
    }

    @Test
    void countsFollowEveryChange() {
        Item item = addItem(ACME, "A");
        List<SerialNumber> rows = add(item, T0, "1", "2", "3", "4");
        change(rows.get(0), rows.get(0).details().withStatus(SerialNumberStatus.SOLD), LATER);
        reserve(item, 2, LATER);
        deleteRow(rows.get(3));
        assertThat(count(item, SerialNumberStatus.NEW)).isZero();
        assertThat(count(item, SerialNumberStatus.RESERVED)).isEqualTo(2);
        assertThat(count(item, SerialNumberStatus.SOLD)).isEqualTo(1);
    }

    @Test
    void reservingTakesTheOldestNewOnes() {
        Item item = addItem(ACME, "A");
        Item second = addItem(ACME, "B");
        List<SerialNumber> rows = add(item, T0, "9", "1", "5", "3");
        add(second, T0, "0");
        change(rows.get(1), rows.get(1).details().withStatus(SerialNumberStatus.SOLD), LATER);
        List<SerialNumber> reserved = reserve(item, 2, LATER).orElseThrow();
        assertThat(reserved).extracting(ContractTest::value).containsExactly("9", "5");
        assertThat(reserved).allSatisfy(row -> {
            assertThat(row.details().status()).isEqualTo(SerialNumberStatus.RESERVED);
            assertThat(row.lastUpdated()).isEqualTo(LATER);
            assertThat(find(row)).isEqualTo(row);
        });
        assertThat(find(rows.get(3))).isEqualTo(rows.get(3));
    }

    @Test
    void reservingMoreThanThereAreChangesNothing() {
        Item item = addItem(ACME, "A");
        List<SerialNumber> rows = add(item, T0, "1", "2");
        assertThat(reserve(item, 3, LATER)).isEmpty();
        assertThat(rows).allSatisfy(row -> assertThat(find(row)).isEqualTo(row));
    }
}
