package io.serialpass.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.Organization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that takes long is done by few at once. */
@Timeout(60)
class LongWorkTest {

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    private static Turn turn(String organization, Duration limit) {
        return Turn.of(Share.ADMINISTRATION)
                .by(Optional.of(new Organization(organization)))
                .until(Deadline.in(limit));
    }

    /** Does work in the background that lasts until the release; returns once it has begun. */
    private void hold(LongWork work, String organization) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        new Thread(() -> turn(organization, Duration.ofMinutes(1))
                        .call(() -> work.call(() -> {
                            begun.countDown();
                            return await();
                        })))
                .start();
        begun.await();
    }

    private boolean await() {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks for work in the background; returns once it waits for its turn. */
    private Thread queue(LongWork work, String organization) {
        Thread thread = new Thread(
                () -> turn(organization, Duration.ofMinutes(1)).call(() -> work.call(() -> done.add(organization))));
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private static void assertIsRefused(LongWork work, String organization) {
        AtomicBoolean begun = new AtomicBoolean();
        assertThatThrownBy(() ->
                        turn(organization, Duration.ofMillis(100)).call(() -> work.call(() -> begun.getAndSet(true))))
                .isInstanceOf(OverloadedException.class);
        assertThat(begun).isFalse();
    }

    @Test
    void moreThanMayGoAtOnceWaitsUntilItsDeadline() throws Exception {
        LongWork work = new LongWork(2);
        hold(work, "acme");
        assertIsRefused(work, "acme");
        hold(work, "other");
        assertIsRefused(work, "third");
        Thread waiting = queue(work, "third");
        release.countDown();
        waiting.join();
        assertThat(done).containsExactly("third");
    }

    @Test
    void organizationsAreServedOneAfterTheOther() throws Exception {
        LongWork work = new LongWork(1);
        hold(work, "acme");
        List<Thread> threads =
                List.of(queue(work, "acme"), queue(work, "acme"), queue(work, "acme"), queue(work, "other"));
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).containsExactly("acme", "other", "acme", "acme");
    }

    @Test
    void workThatFailsLeavesItsPlace() {
        LongWork work = new LongWork(1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> work.call(() -> {
                        throw new IllegalStateException("as a test wants it");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(work.call(() -> "done")).isEqualTo("done");
    }
}
