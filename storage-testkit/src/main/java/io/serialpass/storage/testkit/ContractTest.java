package io.serialpass.storage.testkit;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The common part of the contract: a fresh store for each test, and short words for filling it. */
abstract class ContractTest {

    static final Organization ACME = new Organization("acme");
    static final Organization OTHER = new Organization("other");
    static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");

    private final String urlPattern;
    private Optional<StorageUnderTest> opened = Optional.empty();

    ContractTest(String urlPattern) {
        this.urlPattern = urlPattern;
    }

    @BeforeEach
    void openStorage() {
        opened = Optional.of(StorageUnderTest.open(urlPattern));
    }

    @AfterEach
    void closeStorage() {
        opened.ifPresent(store -> {
            try (store) {
                checkAtEnd(store);
            }
        });
    }

    /** Checks the store after each test that was not skipped. */
    void checkAtEnd(StorageUnderTest store) {}

    StorageUnderTest underTest() {
        return opened.orElseThrow();
    }

    Storage storage() {
        return underTest().storage();
    }

    Item addItem(Organization organization, String reference) {
        return addItem(organization, ItemDetails.of(new ItemReference(reference)), T0);
    }

    List<Item> addItems(Organization organization, List<String> references) {
        return storage()
                .write(tx -> references.stream()
                        .map(reference -> tx.items()
                                .insert(organization, ItemDetails.of(new ItemReference(reference)), T0)
                                .orElseThrow())
                        .toList());
    }

    Item addItem(Organization organization, ItemDetails details, Instant time) {
        return storage()
                .write(tx -> tx.items().insert(organization, details, time))
                .orElseThrow();
    }

    Item findItem(Item item) {
        return storage()
                .read(view -> view.items().find(item.organization(), item.id()))
                .orElseThrow();
    }

    Optional<Item> findItem(Organization organization, ItemKey key) {
        return storage().read(view -> view.items().find(organization, key));
    }

    Optional<Item> insertItem(Organization organization, String reference) {
        return storage().write(tx -> tx.items().insert(organization, ItemDetails.of(new ItemReference(reference)), T0));
    }

    boolean updateItem(Item item) {
        return storage().write(tx -> tx.items().update(item));
    }

    void deleteItem(Item item) {
        storage().write(tx -> {
            tx.items().delete(item.id());
            return true;
        });
    }

    Optional<SerialNumber> findRow(Organization organization, SerialNumberId id) {
        return storage().read(view -> view.serialNumbers().find(organization, id));
    }

    List<Optional<SerialNumber>> insertRows(List<NewSerialNumber> rows, Instant time) {
        return storage().write(tx -> tx.serialNumbers().insert(rows, time));
    }

    boolean updateRow(SerialNumber row) {
        return storage().write(tx -> tx.serialNumbers().update(row));
    }

    void deleteRow(SerialNumber row) {
        storage().write(tx -> {
            tx.serialNumbers().delete(row.id());
            return true;
        });
    }

    Optional<List<SerialNumber>> reserve(Item item, int quantity, Instant time) {
        return reserve(item, quantity, Optional.empty(), time);
    }

    Optional<List<SerialNumber>> reserve(Item item, int quantity, Optional<Instant> until, Instant time) {
        return storage().write(tx -> tx.serialNumbers().reserve(item.id(), quantity, until, time));
    }

    long count(Item item, SerialNumberStatus status) {
        return storage().read(view -> view.serialNumbers().count(item.id(), status));
    }

    List<SerialNumber> add(Item item, Instant time, String... values) {
        return storage()
                .write(tx -> tx.serialNumbers()
                        .insert(
                                Arrays.stream(values)
                                        .map(value -> row(item, value))
                                        .toList(),
                                time))
                .stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    SerialNumber find(SerialNumber row) {
        return storage()
                .read(view -> view.serialNumbers().find(row.organization(), row.id()))
                .orElseThrow();
    }

    SerialNumber change(SerialNumber row, SerialNumberDetails details, Instant time) {
        SerialNumber changed = row.with(details, time);
        if (!storage().write(tx -> tx.serialNumbers().update(changed))) {
            throw new IllegalStateException("not unique: " + details);
        }
        return changed;
    }

    static NewSerialNumber row(Item item, String value) {
        return new NewSerialNumber(
                item,
                new SerialNumberDetails(new SerialNumberValue(value), SerialNumberStatus.NEW, OptionalLong.empty()));
    }

    static String value(SerialNumber row) {
        return row.details().value().value();
    }
}
