package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.testkit.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final Organization ACME = new Organization("acme");

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    private SqliteStorage open(StorageOptions options) {
        return SqliteStorage.open(directory.resolve("store.db"), options);
    }

    private static Optional<Item> insert(SqliteStorage storage, String reference) {
        return storage.write(
                tx -> tx.items().insert(ACME, ItemDetails.of(new ItemReference(reference)), Instant.EPOCH));
    }

    @Test
    void aFullQueueRefusesAndWhatWaitedIsDone() throws Exception {
        try (SqliteStorage storage = open(StorageOptions.defaults().withWriteQueue(3))) {
            OneGroup group = new OneGroup(storage);
            List<CompletableFuture<Boolean>> outcomes = IntStream.range(0, 10)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return insert(storage, "r" + i).isPresent();
                                } catch (StorageOverloadedException e) {
                                    return false;
                                }
                            },
                            threads))
                    .toList();
            Await.until(
                    () -> outcomes.stream().filter(CompletableFuture::isDone).count() >= 7);
            assertThat(outcomes.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                    .containsOnly(false);
            group.release();
            assertThat(outcomes.stream().map(CompletableFuture::join).filter(done -> done))
                    .hasSize(3);
        }
    }

    @Test
    void noResultIsHandedOutBeforeItsCommit() throws Exception {
        try (SqliteStorage storage = open(StorageOptions.defaults());
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                Statement statement = other.createStatement()) {
            for (int i = 0; i < 50; i++) {
                insert(storage, "r" + i);
                assertThat(statement.executeQuery("SELECT count(*) FROM item").getInt(1))
                        .isEqualTo(i + 1);
            }
        }
    }

    private static boolean insert(WriteTransaction tx, String reference) {
        return tx.items()
                .insert(ACME, ItemDetails.of(new ItemReference(reference)), Instant.EPOCH)
                .isPresent();
    }

    @Test
    void whoFailsTakesNobodyOfItsGroupWithIt() {
        try (SqliteStorage storage = open(StorageOptions.defaults())) {
            IllegalStateException thrown = new IllegalStateException("on purpose");
            AtomicInteger runs = new AtomicInteger();
            OneGroup group = new OneGroup(storage);
            List<CompletableFuture<Boolean>> kept = new ArrayList<>();
            List<CompletableFuture<Boolean>> failed = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String reference = "kept " + i;
                kept.add(group.add(tx -> {
                    runs.incrementAndGet();
                    return insert(tx, reference);
                }));
                failed.add(group.add(tx -> {
                    insert(tx, "not kept");
                    throw thrown;
                }));
                kept.add(group.add(tx -> {
                    insert(tx, "not kept");
                    tx.setRollbackOnly();
                    return true;
                }));
            }
            group.release();
            for (CompletableFuture<Boolean> one : kept) {
                assertThat(one.join()).isTrue();
            }
            for (CompletableFuture<Boolean> one : failed) {
                assertThatThrownBy(one::join).hasCause(thrown);
            }
            assertThat(StorageSql.number(storage, "SELECT count(*) FROM item")).isEqualTo(4);
            assertThat(StorageSql.number(storage, "SELECT count(*) FROM item WHERE reference LIKE '%not%'"))
                    .isZero();
            assertThat(runs.get()).as("nothing is done again").isEqualTo(4);
        }
    }

    @Test
    void aGroupThatCannotBeCommittedIsRefusedWhole() throws Exception {
        try (SqliteStorage storage = open(StorageOptions.defaults());
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                Statement statement = other.createStatement()) {
            insert(storage, "before");
            statement.execute("BEGIN IMMEDIATE");
            List<CompletableFuture<String>> refused = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String reference = "r" + i;
                refused.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return "written " + insert(storage, reference);
                            } catch (StorageUnavailableException e) {
                                return "refused";
                            }
                        },
                        threads));
            }
            CompletableFuture.anyOf(refused.toArray(CompletableFuture[]::new)).join();
            statement.execute("COMMIT");
            for (int i = 0; i < 3; i++) {
                boolean there = refused.get(i).join().startsWith("written");
                assertThat(insert(storage, "r" + i).isEmpty()).isEqualTo(there);
            }
            assertThat(refused.stream().map(CompletableFuture::join)).contains("refused");
        }
    }

    @Test
    void aFullDiskLosesNothingAndWritingGoesOnOnceThereIsRoom() throws Exception {
        try (SqliteStorage storage = open(StorageOptions.defaults())) {
            Session writer = StorageSql.writer(storage);
            StorageSql.limitPages(writer, 1);
            List<String> kept = new ArrayList<>();
            int refused = 0;
            for (int i = 0; i < 2_000 && refused < 3; i++) {
                try {
                    assertThat(insert(storage, "before" + i)).isPresent();
                    kept.add("before" + i);
                } catch (StorageException e) {
                    assertThat(e).hasMessageContaining("full");
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(3);
            StorageSql.limitPages(writer, 1_000_000);
            assertThat(insert(storage, "after")).isPresent();
            assertThat(StorageSql.number(storage, "SELECT count(*) FROM item")).isEqualTo(kept.size() + 1);
        }
    }

    private static boolean insert(WriteTransaction tx, Item item, String value) {
        SerialNumberDetails details =
                new SerialNumberDetails(new SerialNumberValue(value), SerialNumberStatus.NEW, OptionalLong.empty());
        return tx.serialNumbers()
                .insert(List.of(new NewSerialNumber(item, details)), Instant.EPOCH)
                .get(0)
                .isPresent();
    }

    @Test
    void aDiskThatIsFullAmidAGroupIsWhatAllOfItAreTold() throws Exception {
        try (SqliteStorage storage = open(StorageOptions.defaults())) {
            Item item = insert(storage, "before").orElseThrow();
            Session writer = StorageSql.writer(storage);
            StorageSql.limitPages(writer, 1);
            OneGroup group = new OneGroup(storage);
            List<CompletableFuture<Boolean>> outcomes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String value = i + "/";
                outcomes.add(group.add(tx -> IntStream.range(0, 50).allMatch(one -> insert(tx, item, value + one))));
            }
            group.release();
            int refused = 0;
            for (int i = 0; i < outcomes.size(); i++) {
                long expected = 50;
                try {
                    assertThat(outcomes.get(i).join()).isTrue();
                } catch (CompletionException e) {
                    assertThat(e.getCause())
                            .isInstanceOf(StorageException.class)
                            .hasMessageContaining("full");
                    refused++;
                    expected = 0;
                }
                assertThat(StorageSql.number(
                                storage, "SELECT count(*) FROM serial_number WHERE value LIKE '" + i + "/%'"))
                        .isEqualTo(expected);
            }
            assertThat(refused).isPositive();
            StorageSql.limitPages(writer, 1_000_000);
            assertThat(insert(storage, "after")).isPresent();
        }
    }

    @Test
    void aReadThatTakesTooLongIsEnded() {
        StorageOptions hasty = StorageOptions.defaults().withReadTimeout(Duration.ofMillis(300));
        try (SqliteStorage storage = open(hasty)) {
            assertThatThrownBy(() -> StorageSql.number(
                            storage,
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"))
                    .isInstanceOf(StorageOverloadedException.class);
            storage.check();
        }
    }

    @Test
    void readersThatAreAllBusyRefuseInTime() throws Exception {
        StorageOptions one = StorageOptions.defaults().withReaders(1).withReadTimeout(Duration.ofMillis(200));
        try (SqliteStorage storage = open(one)) {
            CountDownLatch holding = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<String> holder = CompletableFuture.supplyAsync(
                    () -> storage.read(view -> {
                        holding.countDown();
                        try {
                            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        return "read";
                    }),
                    threads);
            assertThat(holding.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> StorageSql.number(storage, "SELECT 1"))
                    .isInstanceOf(StorageOverloadedException.class);
            release.countDown();
            assertThat(holder.join()).isEqualTo("read");
        }
    }

    @Test
    void nothingKeepsTheLogFromBeingMovedIntoTheFile() throws Exception {
        try (SqliteStorage storage = open(StorageOptions.defaults())) {
            insert(storage, "a");
            storage.read(view -> view.items().find(ACME, new ItemReference("a")));
            TryStore.checkpoint(directory.resolve("store.db"));
        }
    }
}
