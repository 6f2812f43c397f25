package io.serialpass.service;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventBounds;
import io.serialpass.storage.ReadView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How far a consumer has followed the event log. Each storing of it is a write, so the store learns of it once a second where the
 * consumer wrote nothing itself. After a crash the events of that second are read again. Safe for use by many threads; one thread
 * follows the log.
 *
 * @since 0.1
 */
public final class LogPosition {

    /** How often to store a position before which the consumer stored nothing itself. */
    public static final Duration SAVE = Duration.ofSeconds(1);

    private final WatchedStorage storage;
    private final ConsumerName consumer;
    private long reached;
    private long saved;
    private long savedAt = System.nanoTime();

    /**
     * Makes the position of a consumer that has read nothing yet.
     *
     * @param storage the store; it stays the caller's to close
     * @param consumer the name under which the store keeps the position
     */
    public LogPosition(WatchedStorage storage, ConsumerName consumer) {
        this.storage = storage;
        this.consumer = consumer;
    }

    /**
     * The place where a consumer reads on.
     *
     * @param from the position of the last event that it has dealt with
     * @param bounds the bounds of the log
     * @since 0.1
     */
    public record Next(long from, EventBounds bounds) {

        /**
         * Tells whether the consumer misses events.
         *
         * @return true if events after {@link #from} were trimmed
         */
        public boolean isAfterGap() {
            return !bounds.hasAllAfter(from);
        }
    }

    /**
     * Tells where to read on. The store can be an older copy of the one that the position was stored in: then it is the copy's newest
     * event.
     *
     * @param view a snapshot
     * @return the place; empty if the store has no position of this consumer
     */
    public Optional<Next> next(ReadView view) {
        OptionalLong stored = view.events().positionOf(consumer);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        EventBounds bounds = view.events().bounds();
        return Optional.of(new Next(Math.min(bounds.newest(), Math.max(reached(), stored.getAsLong())), bounds));
    }

    /**
     * Tells the position of the last event that was dealt with.
     *
     * @return the position; 0 before the first event
     */
    public synchronized long reached() {
        return reached;
    }

    /**
     * Notes that the consumer has dealt with all events up to a position, and stored nothing.
     *
     * @param position the position of the last of them
     */
    public synchronized void moved(long position) {
        reached = position;
        notifyAll();
    }

    /**
     * Notes that the consumer has dealt with all events up to a position, and stored this position itself.
     *
     * @param position the position of the last of them
     */
    public synchronized void stored(long position) {
        moved(position);
        saved = position;
        savedAt = System.nanoTime();
    }

    /**
     * Waits until the consumer has followed the log up to a position.
     *
     * @param position the position
     * @param longest how long to wait at most
     */
    synchronized void await(long position, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            long left = longest.toNanos();
            while (reached < position && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tells whether the store has the position.
     *
     * @return whether it was stored since the consumer moved on
     */
    public synchronized boolean isSaved() {
        return saved == reached;
    }

    /**
     * Stores the position if it was not stored for {@link #SAVE}.
     *
     * @throws io.serialpass.storage.StorageException if the store cannot be written
     */
    public void saveIfDue() {
        if (isDue()) {
            save();
        }
    }

    private synchronized boolean isDue() {
        return System.nanoTime() - savedAt >= SAVE.toNanos();
    }

    /**
     * Stores the position, unless another server has followed the log further, or the consumer was forgotten meanwhile.
     *
     * @throws io.serialpass.storage.StorageException if the store cannot be written
     */
    public void save() {
        if (isSaved()) {
            return;
        }
        long position = reached();
        storage.write(tx -> {
            OptionalLong stored = tx.events().positionOf(consumer);
            if (stored.isPresent() && stored.getAsLong() < position) {
                tx.events().putPosition(consumer, position);
            }
            return true;
        });
        stored(position);
    }
}
