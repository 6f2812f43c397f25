package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.service.EventListeners;
import io.serialpass.service.EventTrimmer;
import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.wallet.UpdateTag;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners of this program, and what is trimmed behind them. */
@Timeout(60)
abstract class EventListenerContract extends WalletContractTest {

    private static final ConsumerName NAME = new ConsumerName("listener");
    private static final ConsumerName OTHER_NAME = new ConsumerName("other");

    private final boolean durable;
    private WatchedStorage watched;

    @SuppressWarnings("NullAway.Init") // JUnit calls watch() first
    EventListenerContract(String urlPattern) {
        super(urlPattern);
        this.durable = urlPattern.contains(StorageUnderTest.DIRECTORY);
    }

    @BeforeEach
    void watch() {
        watched = new WatchedStorage(storage());
        write(tx -> tx.passTypes().claim(TICKETS, ACME, T0));
    }

    private void append(long... numbers) {
        for (long number : numbers) {
            watched.write(tx -> {
                tx.events().append(PassTypeEvent.ofType(TICKETS, new UpdateTag(number)), T0);
                return true;
            });
        }
    }

    private static long numberOf(LoggedEvent event) {
        return ((PassTypeEvent) event.event()).updateTag().value();
    }

    private static List<Long> take(BlockingQueue<Long> told, int number) throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            taken.add(told.take());
        }
        return taken;
    }

    @Test
    void aListenerIsToldWhatIsThereAndWhatComesInOrder() throws Exception {
        append(1, 2);
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        try (EventListeners listeners = new EventListeners(watched)) {
            listeners.start(NAME, EventListeners.Begin.WHERE_IT_STOPPED, event -> told.add(numberOf(event)));
            assertThat(take(told, 2)).containsExactly(1L, 2L);
            append(LongStream.range(3, 103).toArray());
            assertThat(take(told, 100))
                    .containsExactlyElementsOf(LongStream.range(3, 103).boxed().toList());
        }
        assertThat(told).isEmpty();
    }

    /** What another process adds is told too, though nothing signals it. */
    @Test
    void aListenerIsToldOfEventsThatDoNotGoThroughThisObject() throws Exception {
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        try (EventListeners listeners = new EventListeners(watched)) {
            listeners.start(NAME, EventListeners.Begin.NOW, event -> told.add(numberOf(event)));
            write(tx -> {
                tx.events().append(PassTypeEvent.ofType(TICKETS, new UpdateTag(5)), T0);
                return true;
            });
            assertThat(told.take()).isEqualTo(5);
        }
    }

    @Test
    void aListenerGoesOnWhereItStoppedOrFromNowOn() throws Exception {
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        append(1);
        try (EventListeners listeners = new EventListeners(watched)) {
            listeners.start(NAME, EventListeners.Begin.NOW, event -> told.add(numberOf(event)));
            append(2);
            assertThat(told.take()).isEqualTo(2);
        }
        append(3);
        if (durable) {
            watched = new WatchedStorage(underTest().reopen(StorageOptions.defaults()));
        }
        try (EventListeners listeners = new EventListeners(watched)) {
            listeners.start(NAME, EventListeners.Begin.WHERE_IT_STOPPED, event -> told.add(numberOf(event)));
            assertThat(told.take()).isEqualTo(3);
            listeners.stop(NAME);
            append(4);
            listeners.start(NAME, EventListeners.Begin.NOW, event -> told.add(numberOf(event)));
            append(5);
            assertThat(told.take()).isEqualTo(5);
        }
        assertThat(told).isEmpty();
    }

    /** As after a kill: the position in the store is older than what the listener dealt with. */
    @Test
    void aListenerWhosePositionWasNotStoredIsToldAgain() throws Exception {
        append(1, 2, 3);
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        CountDownLatch never = new CountDownLatch(1);
        EventListeners killed = new EventListeners(watched);
        killed.start(NAME, EventListeners.Begin.WHERE_IT_STOPPED, event -> {
            told.add(numberOf(event));
            if (numberOf(event) == 2) {
                awaitUninterrupted(never);
            }
        });
        assertThat(take(told, 2)).containsExactly(1L, 2L);
        try (EventListeners listeners = new EventListeners(watched)) {
            listeners.start(NAME, EventListeners.Begin.WHERE_IT_STOPPED, event -> told.add(numberOf(event)));
            assertThat(take(told, 3)).containsExactly(1L, 2L, 3L);
        } finally {
            never.countDown();
            killed.close();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneThatThrowsIsToldAgainAndHurtsNobody() throws Exception {
        BlockingQueue<Long> tries = new LinkedBlockingQueue<>();
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        try (EventListeners listeners = new EventListeners(watched)) {
            listeners.start(NAME, EventListeners.Begin.NOW, event -> {
                tries.add(numberOf(event));
                if (broken.get()) {
                    throw new IllegalStateException("on purpose");
                }
            });
            listeners.start(OTHER_NAME, EventListeners.Begin.NOW, event -> told.add(numberOf(event)));
            append(1, 2);
            assertThat(take(told, 2)).containsExactly(1L, 2L);
            assertThat(take(tries, 2)).as("the same event until it is taken").containsExactly(1L, 1L);
            broken.set(false);
            List<Long> rest = new ArrayList<>();
            while (!rest.contains(2L)) {
                rest.add(tries.take());
            }
            assertThat(rest).isSorted().endsWith(2L);
        }
    }

    @Test
    void oneThatIsSlowHoldsNobodyUp() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        BlockingQueue<Long> slow = new ArrayBlockingQueue<>(10);
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        try (EventListeners listeners = new EventListeners(watched)) {
            listeners.start(NAME, EventListeners.Begin.NOW, event -> {
                awaitUninterrupted(released);
                slow.add(numberOf(event));
            });
            listeners.start(OTHER_NAME, EventListeners.Begin.NOW, event -> told.add(numberOf(event)));
            append(1, 2, 3);
            assertThat(take(told, 3)).containsExactly(1L, 2L, 3L);
            assertThat(slow).isEmpty();
            released.countDown();
            assertThat(take(slow, 3)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aNameIsUsedOnceAndAfterTheEndNobodyStarts() {
        EventListeners listeners = new EventListeners(watched);
        listeners.start(NAME, EventListeners.Begin.NOW, event -> {});
        assertThatThrownBy(() -> listeners.start(NAME, EventListeners.Begin.NOW, event -> {}))
                .isInstanceOf(IllegalStateException.class);
        listeners.close();
        assertThatThrownBy(() -> listeners.start(NAME, EventListeners.Begin.NOW, event -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTrimmerKeepsWhatAListenerHasNotDealtWithUntilItIsForgotten() {
        EventTrimmer trimmer = new EventTrimmer(watched, Clock.fixed(T0, ZoneOffset.UTC), Duration.ofDays(1), 2);
        EventListeners listeners = new EventListeners(watched);
        listeners.start(NAME, EventListeners.Begin.NOW, event -> {
            throw new IllegalStateException("on purpose");
        });
        watched.write(tx -> {
            for (int i = 0; i < 2_500; i++) {
                tx.events().append(PassTypeEvent.ofType(TICKETS, new UpdateTag(i)), T0);
            }
            return true;
        });
        assertThat(trimmer.trim()).isZero();
        listeners.close();
        assertThat(trimmer.trim()).as("it is stopped, and on all the same").isZero();
        listeners.forget(NAME);
        assertThat(trimmer.trim()).isEqualTo(2_498);
        assertThat(trimmer.trim()).isZero();
    }

    @Test
    void theTrimmerGoesByAge() {
        append(1, 2, 3);
        Clock later = Clock.fixed(T0.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        assertThat(new EventTrimmer(watched, later, Duration.ofDays(3), 100).trim())
                .isZero();
        assertThat(new EventTrimmer(watched, later, Duration.ofDays(1), 100).trim())
                .isEqualTo(2);
    }
}
