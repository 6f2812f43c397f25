package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.Organization;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.turn.Deadline;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each share has readers that no other share takes, and a read that takes too long is ended. */
class ReaderSharesTest {

    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private SqliteStorage storage;

    @BeforeEach
    void open() {
        storage = SqliteStorage.open(
                directory.resolve("store.db"), StorageOptions.defaults().withReaders(2));
    }

    @AfterEach
    void close() {
        release.countDown();
        storage.close();
        threads.shutdown();
    }

    private static Turn administration(String organization) {
        return Turn.of(Share.ADMINISTRATION).by(Optional.of(new Organization(organization)));
    }

    /** Keeps a reader busy until {@link #release}; returns once it is. */
    private CompletableFuture<Void> hold(Turn turn) {
        CountDownLatch holding = new CountDownLatch(1);
        CompletableFuture<Void> held = CompletableFuture.runAsync(
                () -> turn.run(() -> storage.read(view -> {
                    holding.countDown();
                    await(release);
                    return true;
                })),
                threads);
        await(holding);
        return held;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long one(Turn turn) {
        return turn.call(() -> StorageSql.number(storage, "SELECT 1"));
    }

    @Test
    void whereTheAdministrationTakesAllItsReadersDevicesAndHealthHaveTheirs() {
        CompletableFuture<Void> acme = hold(administration("acme"));
        CompletableFuture<Void> other = hold(administration("other"));
        assertThat(one(Turn.of(Share.DEVICES))).isEqualTo(1);
        storage.check();
        Turn third = administration("third").until(Deadline.in(Duration.ofMillis(20)));
        assertThatThrownBy(() -> one(third)).isInstanceOf(StorageOverloadedException.class);
        release.countDown();
        acme.join();
        other.join();
        assertThat(one(administration("third"))).isEqualTo(1);
    }

    @Test
    void oneOrganizationLeavesAReaderForAnother() {
        CompletableFuture<Void> acme = hold(administration("acme"));
        Turn again = administration("acme").until(Deadline.in(Duration.ofMillis(20)));
        assertThatThrownBy(() -> one(again)).isInstanceOf(StorageOverloadedException.class);
        assertThat(one(administration("other"))).isEqualTo(1);
        release.countDown();
        acme.join();
        assertThat(one(administration("acme"))).isEqualTo(1);
    }

    @Test
    void devicesUseAllTheirReadersAtOnce() {
        CompletableFuture<Void> first = hold(Turn.of(Share.DEVICES));
        CompletableFuture<Void> second = hold(Turn.of(Share.DEVICES));
        release.countDown();
        first.join();
        second.join();
    }

    @Test
    void aReadThatTakesLongerThanItsTurnAllowsIsEndedAndItsReaderServesTheNext() {
        Turn turn = administration("acme").readingAtMost(Duration.ofMillis(50));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turn.call(() -> StorageSql.number(storage, ENDLESS)))
                    .isInstanceOf(StorageOverloadedException.class);
        }
        assertThat(one(turn)).isEqualTo(1);
    }

    @Test
    void aReadWhoseClientLeavesIsEnded() {
        AtomicBoolean gone = new AtomicBoolean();
        Turn turn = Turn.of(Share.DEVICES).unlessGone(gone::get);
        CompletableFuture<Long> endless =
                CompletableFuture.supplyAsync(() -> turn.call(() -> StorageSql.number(storage, ENDLESS)), threads);
        gone.set(true);
        assertThatThrownBy(endless::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StorageOverloadedException.class);
        assertThat(one(Turn.of(Share.DEVICES))).isEqualTo(1);
    }
}
