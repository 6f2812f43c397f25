package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.storage.jdbc.sqlite.lists.SearchIndex;
import io.serialpass.storage.testkit.Await;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows are found by fragments of their values before, while and after the trigram index takes them in. */
class SearchIndexTest {

    private static final Organization ACME = new Organization("acme");

    @TempDir
    private Path directory;

    private SqliteStorage storage;
    private Item item;

    @BeforeEach
    void open() {
        storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults());
        item = storage.write(tx -> tx.items().insert(ACME, ItemDetails.of(new ItemReference("A")), Instant.EPOCH))
                .orElseThrow();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private List<SerialNumber> add(int from, int to) {
        List<NewSerialNumber> rows = IntStream.range(from, to)
                .mapToObj(i -> new NewSerialNumber(
                        item,
                        new SerialNumberDetails(
                                new SerialNumberValue("Value-" + i + "-end"),
                                SerialNumberStatus.NEW,
                                OptionalLong.empty())))
                .toList();
        return storage.write(tx -> tx.serialNumbers().insert(rows, Instant.EPOCH)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private long found(String pattern) {
        SerialNumberQuery query =
                SerialNumberQuery.builder(ACME).value(Wildcard.of(pattern)).build();
        return storage.read(view -> view.serialNumbers().list(query)).total().orElseThrow();
    }

    /** Waits for the writer's next idle moment. */
    private void awaitIndexed() {
        Await.answer(
                () -> StorageSql.number(
                        storage,
                        "SELECT coalesce((SELECT max(id) FROM serial_number), 0) - indexed_up_to"
                                + " FROM serial_number_search_progress"),
                behind -> behind <= 0);
    }

    @Test
    @Timeout(120)
    void rowsAreFoundBeforeAndAfterTheyAreIndexed() {
        List<SerialNumber> rows = add(0, 2_000);
        assertThat(found("*-123-*")).isEqualTo(1);
        awaitIndexed();
        assertThat(found("*-123-*")).isEqualTo(1);
        assertThat(found("*E-12*")).isEqualTo(111);
        add(2_000, 2_500);
        assertThat(found("*-2123-*")).isEqualTo(1);
        SerialNumber row = rows.get(123);
        SerialNumberDetails renamed = row.details().withValue(new SerialNumberValue("renamed"));
        storage.write(tx -> tx.serialNumbers().update(row.with(renamed, Instant.EPOCH)));
        assertThat(found("*-123-*")).isZero();
        assertThat(found("*ename*")).isEqualTo(1);
        storage.write(tx -> {
            tx.serialNumbers().delete(row.id());
            return true;
        });
        assertThat(found("*ename*")).isZero();
        awaitIndexed();
        assertThat(found("*-2123-*")).isEqualTo(1);
        assertThat(StorageSql.number(
                        storage,
                        "SELECT count(*) FROM serial_number_search WHERE serial_number_search MATCH '\"val\"'"))
                .isEqualTo(2_499);
    }

    @Test
    void busyWritersDoNotLetTheIndexFallFarBehind() {
        for (int i = 0; i < 12; i++) {
            add(i * 4_000, (i + 1) * 4_000);
            // A write returns before the index is extended; the next one begins after.
            storage.write(tx -> true);
            assertThat(StorageSql.number(
                            storage,
                            "SELECT max(id) - (SELECT indexed_up_to FROM serial_number_search_progress)"
                                    + " FROM serial_number"))
                    .isLessThan(SearchIndex.MOST_WAITING);
        }
        assertThat(found("*-31999-*")).isEqualTo(1);
    }
}
