package io.serialpass.storage.jdbc.sqlite;

import static io.serialpass.storage.jdbc.sqlite.TryStore.holds;
import static io.serialpass.storage.jdbc.sqlite.TryStore.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.testkit.Await;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that cannot be worked with says why, acknowledges nothing, and works again once the reason is gone. */
@Timeout(120)
class StoreFaultsTest {

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path home;
    private Path file;

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(directory.resolve("home"));
        file = home.resolve("store.db");
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    private SqliteStorage open() {
        return SqliteStorage.open(file, StorageOptions.defaults());
    }

    private static void assertUnavailable(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageUnavailableException.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(reason));
    }

    private static boolean isSound(Storage storage) {
        try {
            storage.check();
            return true;
        } catch (StorageUnavailableException e) {
            return false;
        }
    }

    private static void awaitSound(Storage storage) {
        Await.until(() -> isSound(storage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.db", "store.db-wal", "store.db-shm"})
    void nothingIsAcknowledgedIntoAFileThatWasMovedAway(String name) throws Exception {
        try (SqliteStorage storage = open()) {
            insert(storage, "before");
            Files.move(home.resolve(name), home.resolve("moved"));
            assertUnavailable(Reason.MOVED, storage::check);
            assertUnavailable(Reason.MOVED, () -> insert(storage, "lost"));
            assertThat(holds(storage, "before")).as("reads go on").isTrue();
            Files.move(home.resolve("moved"), home.resolve(name));
            awaitSound(storage);
            insert(storage, "after");
            assertThat(holds(storage, "lost")).isFalse();
        }
        try (SqliteStorage storage = open()) {
            assertThat(holds(storage, "after")).isTrue();
        }
    }

    @Test
    void aDirectoryThatWasRenamedTakesTheStoreAway() throws Exception {
        try (SqliteStorage storage = open()) {
            insert(storage, "before");
            Path renamed = Files.move(home, directory.resolve("renamed"));
            assertUnavailable(Reason.MOVED, storage::check);
            assertUnavailable(Reason.MOVED, () -> insert(storage, "lost"));
            Files.move(renamed, home);
            awaitSound(storage);
            insert(storage, "after");
        }
    }

    @Test
    void aLogThatWasRemovedLosesNothingThatWasAcknowledged() throws Exception {
        try (SqliteStorage storage = open()) {
            insert(storage, "before");
            Files.delete(StoreFiles.wal(file));
            assertUnavailable(Reason.MOVED, () -> insert(storage, "refused"));
        }
        try (SqliteStorage storage = open()) {
            assertThat(holds(storage, "before")).isTrue();
            assertThat(holds(storage, "refused")).isFalse();
        }
    }

    @Test
    void aStoreThatTookThePlaceOfTheOpenOneIsLeftAlone() throws Exception {
        try (SqliteStorage storage = SqliteStorage.open(directory.resolve("other.db"), StorageOptions.defaults())) {
            insert(storage, "of the other");
        }
        SqliteStorage storage = open();
        insert(storage, "before");
        Files.delete(StoreFiles.wal(file));
        Files.move(directory.resolve("other.db"), file, StandardCopyOption.REPLACE_EXISTING);
        assertUnavailable(Reason.MOVED, storage::check);
        assertUnavailable(Reason.MOVED, () -> insert(storage, "refused"));
        Path log = Files.writeString(StoreFiles.wal(file), "stands for the log of a server on the new store");
        byte[] other = Files.readAllBytes(file);
        storage.close();
        assertThat(log).exists();
        assertThat(Files.readAllBytes(file)).isEqualTo(other);
    }

    @Test
    void aFullDiskIsSaidUntilThereIsRoomThoughNobodyWrites() throws Exception {
        try (SqliteStorage storage = open()) {
            Session writer = StorageSql.writer(storage);
            StorageSql.limitPages(writer, 1);
            assertUnavailable(Reason.FULL, () -> {
                for (int i = 0; i < 5_000; i++) {
                    insert(storage, "r" + i);
                }
            });
            assertUnavailable(Reason.FULL, storage::check);
            StorageSql.limitPages(writer, 1_000_000);
            awaitSound(storage);
            insert(storage, "after");
        }
    }

    @Test
    void aStoreThatBecameReadOnlyIsSaidUntilItCanBeWrittenThoughNobodyWrites() throws Exception {
        try (SqliteStorage storage = open()) {
            Session writer = StorageSql.writer(storage);
            insert(storage, "before");
            StorageSql.makeReadOnly(writer, true);
            assertUnavailable(Reason.UNREACHABLE, () -> insert(storage, "refused"));
            assertUnavailable(Reason.UNREACHABLE, storage::check);
            assertThat(holds(storage, "before")).as("reads go on").isTrue();
            StorageSql.makeReadOnly(writer, false);
            awaitSound(storage);
            insert(storage, "after");
            assertThat(holds(storage, "refused")).isFalse();
        }
    }

    @Test
    void theEndIsSaidOnceTheLogHasTakenMoreThanASmallWrite() throws Exception {
        try (SqliteStorage storage = open()) {
            Session writer = StorageSql.writer(storage);
            StorageSql.makeReadOnly(writer, true);
            assertUnavailable(Reason.UNREACHABLE, () -> insert(storage, "refused"));
            assertThat(Files.size(StoreFiles.wal(file))).isLessThan(1_000_000);
            StorageSql.makeReadOnly(writer, false);
            awaitSound(storage);
            assertThat(Files.size(StoreFiles.wal(file))).isGreaterThan(1_000_000);
        }
    }

    @Test
    void damageIsRememberedAndGoodPagesAreStillRead() throws Exception {
        try (SqliteStorage storage = open()) {
            insert(storage, "before");
        }
        try (SqliteStorage storage = open()) {
            // A page that nothing has read yet, so that no cache holds it.
            long page = StorageSql.number(storage, "SELECT rootpage FROM sqlite_master WHERE name = 'device_log'");
            try (var pages = new RandomAccessFile(file.toFile(), "rw")) {
                pages.seek((page - 1) * 4_096);
                pages.write(new byte[4_096]);
            }
            assertUnavailable(
                    Reason.DAMAGED, () -> StorageSql.number(storage, "SELECT count(message) FROM device_log"));
            assertUnavailable(Reason.DAMAGED, storage::check);
            assertThat(holds(storage, "before")).isTrue();
            insert(storage, "after");
            assertUnavailable(Reason.DAMAGED, storage::check);
        }
        assertThat(new SqliteFile(file).markWithoutLog().isClosed())
                .as("so that the next start checks it")
                .isFalse();
    }

    @Test
    void aWriteThatDoesNotEndIsSaid() throws Exception {
        try (SqliteStorage storage = open()) {
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Boolean> stuck = CompletableFuture.supplyAsync(
                    () -> storage.write(tx -> {
                        working.countDown();
                        try {
                            return release.await(60, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }),
                    threads);
            assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(isSound(storage)).isTrue();
            long began = System.nanoTime();
            while (isSound(storage)) {
                assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(60));
            }
            assertUnavailable(Reason.STUCK, storage::check);
            release.countDown();
            assertThat(stuck.join()).isTrue();
            awaitSound(storage);
        }
    }

    @Test
    void allThatWaitForALockAreRefusedTogether() throws Exception {
        try (SqliteStorage storage = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            insert(storage, "before");
            statement.execute("BEGIN IMMEDIATE");
            long began = System.nanoTime();
            List<CompletableFuture<Reason>> waiting = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String reference = "r" + i;
                waiting.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                throw new AssertionError("written: " + insert(storage, reference));
                            } catch (StorageUnavailableException e) {
                                return e.reason();
                            }
                        },
                        threads));
            }
            for (CompletableFuture<Reason> one : waiting) {
                assertThat(one.join()).isEqualTo(Reason.LOCKED);
            }
            assertThat(System.nanoTime() - began)
                    .as("one wait, and not 64 of them one after the other")
                    .isBetween(TimeUnit.MILLISECONDS.toNanos(4_900), TimeUnit.SECONDS.toNanos(15));
            assertUnavailable(Reason.LOCKED, storage::check);
            statement.execute("COMMIT");
            awaitSound(storage);
            assertThat(insert(storage, "r0")).as("nothing was done").isPresent();
        }
    }

    @Test
    void eachWaitsForALockFromItsOwnArrivalOn() throws Exception {
        try (SqliteStorage storage = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            List<CompletableFuture<Long>> waits = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String reference = "r" + i;
                waits.add(CompletableFuture.supplyAsync(
                        () -> {
                            long began = System.nanoTime();
                            assertUnavailable(Reason.LOCKED, () -> insert(storage, reference));
                            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                        },
                        CompletableFuture.delayedExecutor(i * 500L, TimeUnit.MILLISECONDS, threads)));
            }
            for (CompletableFuture<Long> wait : waits) {
                assertThat(wait.join()).as("milliseconds").isBetween(4_900L, 8_000L);
            }
            statement.execute("COMMIT");
            awaitSound(storage);
        }
    }

    @Test
    void whoComesLateToALockWaitsAsLongAsTheOthers() throws Exception {
        try (SqliteStorage storage = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertUnavailable(Reason.LOCKED, () -> insert(storage, "first"));
            CompletableFuture<Boolean> late =
                    CompletableFuture.supplyAsync(() -> insert(storage, "late").isPresent(), threads);
            statement.execute("COMMIT");
            assertThat(late.join()).isTrue();
            awaitSound(storage);
        }
    }
}
