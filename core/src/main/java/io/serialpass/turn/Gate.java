package io.serialpass.turn;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a limited number of threads pass at once, and those of one owner as a {@link Turnstile} does. The other threads wait.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> an owner
 * @since 0.1
 */
public final class Gate<K> {

    private final Turnstile<K, CountDownLatch> turnstile;

    /**
     * Makes a gate that nobody has passed yet. Any number of threads may wait at it.
     *
     * @param atOnce how many threads may have passed at once, 1 or more
     * @param mostOfOne how many threads of one owner may have passed at once, 1 or more
     */
    public Gate(int atOnce, int mostOfOne) {
        this.turnstile = new Turnstile<>(atOnce, mostOfOne, Integer.MAX_VALUE);
    }

    /**
     * Waits until the thread may pass. A thread that has passed calls {@link #leave}.
     *
     * @param owner for whom it passes
     * @param mostNanos how long it waits at most
     * @return false if it may not pass yet
     * @throws InterruptedException if the thread was interrupted; it has not passed then
     */
    public boolean enter(K owner, long mostNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (turnstile.enterBeforeNobody(owner)) {
            return true;
        }
        CountDownLatch ticket = new CountDownLatch(1);
        turnstile.offer(owner, ticket);
        letIn();
        try {
            // A ticket that cannot be withdrawn was let in at the last moment.
            return ticket.await(mostNanos, TimeUnit.NANOSECONDS) || !turnstile.withdraw(owner, ticket);
        } catch (InterruptedException e) {
            if (!turnstile.withdraw(owner, ticket)) {
                leave(owner);
            }
            throw e;
        }
    }

    /**
     * Ends what a thread does that has passed.
     *
     * @param owner for whom it passed
     */
    public void leave(K owner) {
        turnstile.done(owner);
        letIn();
    }

    private void letIn() {
        for (Optional<CountDownLatch> next = turnstile.next(); next.isPresent(); next = turnstile.next()) {
            next.get().countDown();
        }
    }
}
