package io.serialpass.storage.jdbc.unit;

import io.serialpass.organization.Organization;
import io.serialpass.turn.FairQueue;
import io.serialpass.turn.PerShare;
import io.serialpass.turn.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The units of work that wait to be written. Each share has a queue of its own and the queues are served one after the
 * other, so that a flood of the administration costs a device the wait for one unit of work. Within a queue the
 * organizations are served one after the other.
 *
 * <p>Safe for use by many threads.
 */
final class WriteQueue {

    private final PerShare<FairQueue<Optional<Organization>, PendingWrite<?>>> queues;

    /** The shares in the order in which they are served; the one that was served last is at the end. */
    private final List<Share> order = new ArrayList<>(List.of(Share.values()));

    /**
     * Makes an empty queue.
     *
     * @param most how many units of work of each share may wait
     */
    WriteQueue(int most) {
        this.queues = PerShare.of(share -> new FairQueue<>(most));
    }

    /** Puts a unit of work into the queue of its share; false if there is no room for it. */
    synchronized boolean offer(PendingWrite<?> pending) {
        boolean taken = queues.of(pending.turn().share()).offer(pending.turn().organization(), pending);
        notifyAll();
        return taken;
    }

    /** Takes a unit of work out of its queue where it waits no more; without effect if it was taken already. */
    synchronized void withdraw(PendingWrite<?> pending) {
        queues.of(pending.turn().share()).remove(pending.turn().organization(), pending);
    }

    /** Takes out the units of work that a test is true of. */
    synchronized void removeIf(Predicate<PendingWrite<?>> test) {
        queues.all().forEach(queue -> queue.removeIf(test));
    }

    /** How many units of work of each share wait. */
    synchronized PerShare<Integer> sizes() {
        return PerShare.of(share -> queues.of(share).size());
    }

    /** Takes the unit of work whose turn it is. */
    synchronized Optional<PendingWrite<?>> poll() {
        for (Share share : order) {
            Optional<PendingWrite<?>> next = queues.of(share).poll();
            if (next.isPresent()) {
                order.remove(share);
                order.add(share);
                return next;
            }
        }
        return Optional.empty();
    }

    /** Takes the unit of work whose turn it is, and waits for a while where there is none. */
    synchronized Optional<PendingWrite<?>> poll(Duration longest) throws InterruptedException {
        long start = System.nanoTime();
        Optional<PendingWrite<?>> next = poll();
        for (Duration left = longest; next.isEmpty() && left.toMillis() > 0; next = poll()) {
            wait(left.toMillis());
            left = longest.minusNanos(System.nanoTime() - start);
        }
        return next;
    }
}
