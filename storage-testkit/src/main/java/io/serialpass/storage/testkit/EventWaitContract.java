package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.service.EventWaits;
import io.serialpass.service.WatchedStorage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that wait for events of their organization. */
@Timeout(60)
abstract class EventWaitContract extends EventContractTest {

    private WatchedStorage watched;

    @SuppressWarnings("NullAway.Init") // JUnit calls watch() first
    EventWaitContract(String urlPattern) {
        super(urlPattern);
    }

    @BeforeEach
    void watch() {
        watched = new WatchedStorage(storage());
    }

    private void append(Organization organization, long number) {
        watched.write(tx -> {
            tx.events().append(organization, numbered(number), T0);
            return true;
        });
    }

    @Test
    void aReaderThatWaitsIsWokenByAnEventOfItsOrganization() throws Exception {
        CountDownLatch ours = new CountDownLatch(1);
        CountDownLatch theirs = new CountDownLatch(1);
        try (EventWaits waits = new EventWaits(watched, 10)) {
            assertThat(waits.begin(ACME, 0, Duration.ofMinutes(5), ours::countDown))
                    .isPresent();
            assertThat(waits.begin(OTHER, 0, Duration.ofMinutes(5), theirs::countDown))
                    .isPresent();
            append(OTHER, 1);
            theirs.await();
            assertThat(ours.getCount()).isEqualTo(1);
            append(ACME, 2);
            ours.await();
        }
    }

    /** The event was added between what the reader read and its wait. */
    @Test
    void aReaderThatComesLateIsWoken() throws Exception {
        long before = bounds().newest();
        append(ACME, 1);
        try (EventWaits waits = new EventWaits(watched, 10)) {
            for (int i = 0; i < 2; i++) {
                CountDownLatch woken = new CountDownLatch(1);
                waits.begin(ACME, before, Duration.ofMinutes(5), woken::countDown);
                woken.await();
            }
        }
    }

    @Test
    void aWaitEndsWithItsTimeWithItsReaderAndWithAll() throws Exception {
        CountDownLatch timed = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        EventWaits waits = new EventWaits(watched, 4);
        waits.begin(ACME, 0, Duration.ofMillis(1), timed::countDown);
        timed.await();
        Optional<Runnable> end = waits.begin(ACME, 0, Duration.ofMinutes(5), ended::countDown);
        end.orElseThrow().run();
        for (int i = 0; i < 3; i++) {
            assertThat(waits.begin(ACME, 0, Duration.ofMinutes(5), closed::countDown))
                    .isPresent();
        }
        assertThat(waits.begin(ACME, 0, Duration.ofMinutes(5), closed::countDown))
                .as("a fourth is left to another organization")
                .isEmpty();
        assertThat(waits.begin(OTHER, 0, Duration.ofMinutes(5), closed::countDown))
                .isPresent();
        waits.close();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.getCount()).isEqualTo(1);
        assertThat(waits.isClosed()).isTrue();
        CountDownLatch late = new CountDownLatch(1);
        waits.begin(ACME, 0, Duration.ofMinutes(5), late::countDown);
        assertThat(late.getCount()).isZero();
    }
}
