package io.serialpass.service;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes old events from the log in the background, a few at a time, so that no other write waits for long. Events that a
 * consumer which is on has not read stay, and the log says so. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class EventTrimmer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(EventTrimmer.class.getName());

    private static final int AT_ONCE = 1_000;
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Storage storage;
    private final Clock clock;
    private final Duration longest;
    private final long most;
    private Optional<ConsumerName> heldBackBy = Optional.empty();
    private final RepeatedTask trimming = new RepeatedTask(
            "serialpass-event-trimmer",
            BETWEEN,
            this::trim,
            e -> LOGGER.log(Level.DEBUG, "The event log could not be trimmed; it is tried again in a minute", e));

    /**
     * Makes a trimmer that has not started.
     *
     * @param storage the store; the caller closes it
     * @param clock tells how old events are
     * @param longest how long events are kept, more than zero
     * @param most how many events are kept, 1 or more
     * @throws IllegalArgumentException if a limit is too small
     */
    public EventTrimmer(Storage storage, Clock clock, Duration longest, long most) {
        if (most < 1 || longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("at least 1 event is kept, for more than no time");
        }
        this.storage = storage;
        this.clock = clock;
        this.longest = longest;
        this.most = most;
    }

    /**
     * Starts to trim, each minute, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        trimming.start();
    }

    /**
     * Trims all that is due now, on the calling thread. If nothing is due, it only reads.
     *
     * @return how many events were removed
     */
    public long trim() {
        Instant before = Moments.now(clock).minus(longest);
        long removed = 0;
        while (!Thread.currentThread().isInterrupted() && storage.read(view -> isDue(view, before))) {
            int slice = storage.write(tx -> tx.events().trim(before, most, AT_ONCE));
            if (slice == 0) {
                break;
            }
            removed += slice;
        }
        tellWhatHoldsBack(before);
        return removed;
    }

    private boolean isDue(ReadView view, Instant before) {
        EventBounds bounds = view.events().bounds();
        return bounds.newest() - bounds.oldest() >= most
                || view.events().list(bounds.beforeOldest(), 1).stream()
                        .anyMatch(oldest -> oldest.position() < bounds.newest()
                                && oldest.time().isBefore(before));
    }

    private synchronized void tellWhatHoldsBack(Instant before) {
        Optional<EventConsumer> slowest = storage.read(
                view -> isDue(view, before) ? view.events().consumers().stream().findFirst() : Optional.empty());
        Optional<ConsumerName> name = slowest.map(EventConsumer::name);
        if (!name.equals(heldBackBy)) {
            heldBackBy = name;
            slowest.ifPresent(consumer -> LOGGER.log(
                    Level.WARNING,
                    "The event log keeps more than it should: the consumer {0} has read only up to position {1,number,#}."
                            + " Events that it has not read stay until it reads them, or until it is removed",
                    consumer.name().value(),
                    consumer.position()));
        }
    }

    /** Ends the work under way. Calling it again does nothing. */
    @Override
    public void close() {
        trimming.end();
    }
}
