package io.serialpass.service;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.LoggedEvent;
import io.serialpass.push.PushRecord;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much of the work in the background waits, at one moment. Immutable.
 *
 * @param oldestRetry for how long the attempt to push has been due that has been due for the longest time; zero if none is
 * @param consumers how far each consumer of the event log is behind
 * @since 0.1
 */
public record Backlog(Duration oldestRetry, List<Behind> consumers) {

    /**
     * How far a consumer of the event log is behind.
     *
     * @param consumer its name
     * @param events how many events it has not dealt with yet, at most: positions have gaps
     * @param age how long ago the oldest of these happened; zero if there is none
     * @since 0.1
     */
    public record Behind(ConsumerName consumer, long events, Duration age) {}

    /**
     * Copies the list.
     *
     * @param oldestRetry for how long the attempt to push has been due that has been due for the longest time
     * @param consumers how far the consumers of the event log are behind
     */
    public Backlog {
        consumers = List.copyOf(consumers);
    }

    /**
     * Looks at a store.
     *
     * @param storage the store
     * @param clock tells the time
     * @return the work that waits in the store
     * @throws io.serialpass.storage.StorageException if the store cannot be read
     */
    public static Backlog of(Storage storage, Clock clock) {
        return storage.read(view -> read(view, Moments.now(clock)));
    }

    private static Backlog read(ReadView view, Instant now) {
        long newest = view.events().bounds().newest();
        List<Behind> consumers = new ArrayList<>();
        for (EventConsumer consumer : view.events().consumers()) {
            Optional<LoggedEvent> next =
                    view.events().list(consumer.position(), 1).stream().findFirst();
            consumers.add(new Behind(
                    consumer.name(),
                    Math.max(0, newest - consumer.position()),
                    next.map(event -> age(event.time(), now)).orElse(Duration.ZERO)));
        }
        Duration oldestRetry = view.pushes().due(now, 1).stream()
                .findFirst()
                .flatMap(PushRecord::retry)
                .map(due -> age(due, now))
                .orElse(Duration.ZERO);
        return new Backlog(oldestRetry, consumers);
    }

    /** Clocks of servers differ, and so a time can lie ahead. */
    private static Duration age(Instant time, Instant now) {
        return time.isAfter(now) ? Duration.ZERO : Duration.between(time, now);
    }

    /**
     * Tells for how long the oldest push has been due: one that is tried again, or the first one for an event that was not
     * looked at yet.
     *
     * @return the time; zero if no push is due
     */
    public Duration oldestPush() {
        Duration unread = consumers.stream()
                .filter(behind -> behind.consumer().value().equals("push"))
                .map(Behind::age)
                .findFirst()
                .orElse(Duration.ZERO);
        return unread.compareTo(oldestRetry) > 0 ? unread : oldestRetry;
    }
}
