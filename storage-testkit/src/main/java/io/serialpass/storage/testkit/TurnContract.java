package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.turn.Deadline;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing is begun when nobody waits for it any more, lists end in time, and a long queue of one share keeps no other share
 * waiting.
 */
abstract class TurnContract extends ContractTest {

    private static final Turn ADMINISTRATION = Turn.of(Share.ADMINISTRATION).by(Optional.of(ACME));
    private static final Turn DEVICES = Turn.of(Share.DEVICES);

    private static final SerialNumberQuery COSTLY = SerialNumberQuery.builder(ACME)
            .value(Wildcard.of("*1*"))
            .sort(SerialNumberSort.LAST_UPDATED, SortOrder.DESC)
            .page(PageRequest.first(PageRequest.MOST_ROWS))
            .build();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);

    TurnContract(String urlPattern) {
        super(urlPattern);
    }

    @AfterEach
    void stopThreads() {
        release.countDown();
        threads.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps the store's writer busy until {@link #release}. */
    private void holdWriter() {
        CountDownLatch holding = new CountDownLatch(1);
        threads.execute(() -> storage().write(tx -> {
            holding.countDown();
            await(release);
            return true;
        }));
        await(holding);
    }

    private void add(String reference) {
        storage().write(tx -> tx.items().insert(ACME, ItemDetails.of(new ItemReference(reference)), T0));
    }

    private boolean isThere(String reference) {
        return findItem(ACME, new ItemReference(reference)).isPresent();
    }

    /** Adds an item in a turn, on a thread of its own. */
    private CompletableFuture<Void> adding(Turn turn, String reference) {
        return CompletableFuture.runAsync(() -> turn.run(() -> add(reference)), threads);
    }

    private static void assertRefused(CompletableFuture<Void> work) {
        assertThatThrownBy(work::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StorageOverloadedException.class)
                .hasMessageContaining("Nothing was done");
    }

    @Test
    void workOfAClientThatHasGoneIsNotDone() {
        Turn gone = ADMINISTRATION.unlessGone(() -> true);
        gone.run(() -> {
            assertThatThrownBy(() -> add("A")).isInstanceOf(StorageOverloadedException.class);
            assertThatThrownBy(() -> storage().read(view -> {
                        throw new AssertionError("must not begin");
                    }))
                    .isInstanceOf(StorageOverloadedException.class);
        });
        assertThat(isThere("A")).isFalse();
    }

    @Test
    void whatWaitsUntilItsClientHasGoneIsNotDone() {
        holdWriter();
        AtomicBoolean gone = new AtomicBoolean();
        CompletableFuture<Void> leaves = adding(ADMINISTRATION.unlessGone(gone::get), "LEAVES");
        CompletableFuture<Void> stays = adding(ADMINISTRATION, "STAYS");
        gone.set(true);
        release.countDown();
        stays.join();
        assertRefused(leaves);
        assertThat(isThere("STAYS")).isTrue();
        assertThat(isThere("LEAVES")).isFalse();
    }

    @Test
    void whatWaitsUntilItsDeadlineIsRefusedThenAndNotDoneLater() {
        holdWriter();
        assertRefused(adding(ADMINISTRATION.until(Deadline.in(Duration.ofMillis(20))), "LATE"));
        assertRefused(adding(ADMINISTRATION.eachWithin(Duration.ofMillis(20)), "EACH"));
        release.countDown();
        add("AFTER");
        assertThat(isThere("AFTER")).isTrue();
        assertThat(isThere("LATE")).isFalse();
        assertThat(isThere("EACH")).isFalse();
    }

    @Test
    void workThatHasBegunIsDoneThoughItsClientLeaves() {
        AtomicBoolean gone = new AtomicBoolean();
        ADMINISTRATION
                .unlessGone(gone::get)
                .run(() -> storage().write(tx -> {
                    gone.set(true);
                    return tx.items().insert(ACME, ItemDetails.of(new ItemReference("BEGUN")), T0);
                }));
        assertThat(isThere("BEGUN")).isTrue();
    }

    @Test
    void unitsWithADeadlineEachTakeTogetherAsLongAsTheyNeed() {
        Turn turn = ADMINISTRATION.eachWithin(Duration.ofSeconds(20));
        Deadline passed = Deadline.in(Duration.ofMillis(1));
        turn.run(() -> {
            add("A");
            Await.until(passed::isOver);
            add("B");
        });
        assertThat(isThere("B")).isTrue();
    }

    @Test
    void aWriteOfADeviceGoesBeforeAllButTheNextOfTheAdministration() {
        holdWriter();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(writing(ADMINISTRATION, "administration", order));
        }
        all.add(writing(DEVICES, "device", order));
        release.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(order).contains("administration");
        assertThat(order.indexOf("device")).isBetween(0, 1);
    }

    /** Writes down when it was begun. Returns once the work waits, for all that can be seen from outside. */
    private CompletableFuture<Void> writing(Turn turn, String name, List<String> order) {
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CompletableFuture<Void> work = CompletableFuture.runAsync(
                () -> turn.run(() -> {
                    caller.complete(Thread.currentThread());
                    storage().write(tx -> order.add(name));
                }),
                threads);
        Await.waiting(caller.join(), work::isDone);
        return work;
    }

    private void addRows() {
        Item item = addItem(ACME, "A");
        add(item, T0, IntStream.range(0, 3_000).mapToObj(Integer::toString).toArray(String[]::new));
    }

    /** Lists for as long as it is let, but not for ever. */
    private void listOn(Turn turn) {
        Deadline tooLong = Deadline.in(Duration.ofSeconds(60));
        turn.run(() -> storage().read(view -> {
            while (!tooLong.isOver()) {
                view.serialNumbers().list(COSTLY);
            }
            return true;
        }));
    }

    @Test
    void aUnitOfWorkThatListsForLongerThanItsTurnAllowsIsEnded() {
        addRows();
        Turn turn = ADMINISTRATION.readingAtMost(Duration.ofMillis(50));
        assertThatThrownBy(() -> listOn(turn)).isInstanceOf(StorageOverloadedException.class);
        assertThat(isThere("A")).isTrue();
    }

    @Test
    void aUnitOfWorkThatListsForAClientThatHasGoneMeanwhileIsEnded() {
        addRows();
        AtomicInteger asked = new AtomicInteger();
        // It is asked before the work begins, too.
        Turn turn = ADMINISTRATION.unlessGone(() -> asked.incrementAndGet() > 3);
        assertThatThrownBy(() -> listOn(turn)).isInstanceOf(StorageOverloadedException.class);
        assertThat(isThere("A")).isTrue();
    }
}
