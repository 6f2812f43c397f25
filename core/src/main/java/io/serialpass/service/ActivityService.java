package io.serialpass.service;

import io.serialpass.event.ActivityCount;
import io.serialpass.event.ActivityKind;
import io.serialpass.event.EventType;
import io.serialpass.event.HourOfActivity;
import io.serialpass.event.WalletEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts for each hour how often devices register and fetch passes, passes change, and pushes are sent. A count costs a call a few
 * nanoseconds in memory; every ten seconds the counts are added to those in the store, to which all servers on it add. A kill
 * loses the counts of the last seconds. Counts are kept for 35 days.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ActivityService implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(ActivityService.class.getName());

    /** How long counts are kept. */
    public static final Duration KEPT = Duration.ofDays(35);

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** So many counts, each of a pass type, an hour and a kind, are in memory at most. Each takes some 200 bytes. */
    private static final int MOST = 100_000;

    /** How many counts are stored in one unit of work, so that no other write waits for long. */
    private static final int AT_ONCE = 500;

    /** Servers on one store add to the same rows. An order that all keep lets none wait for another that waits for it. */
    private static final Comparator<Key> ORDER = Comparator.comparing(
                    (Key key) -> key.type().value())
            .thenComparing(Key::hour)
            .thenComparing(Key::kind);

    private final Storage storage;
    private final Clock clock;
    private final int most;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private Instant nextTrim = Instant.MIN;
    private final RepeatedTask storing = new RepeatedTask(
            "serialpass-activity",
            BETWEEN,
            this::store,
            e -> LOGGER.log(Level.DEBUG, "How often things happened cannot be stored now", e));

    private record Key(PassTypeIdentifier type, long hour, ActivityKind kind) {

        Instant begin() {
            return Instant.EPOCH.plus(hour, ChronoUnit.HOURS);
        }
    }

    /** Counts up, and remembers how much of that is in the store. So a store that fails loses nothing. */
    private static final class Counter {
        private final LongAdder counted = new LongAdder();
        private long stored;
    }

    /** A count that is being stored. */
    private record Change(Key key, Counter counter, long counted) {

        ActivityCount count() {
            return new ActivityCount(key.type(), key.begin(), key.kind(), counted - counter.stored);
        }
    }

    /**
     * Makes counts that are not stored yet.
     *
     * @param storage the store; the caller closes it
     * @param clock tells the hour
     */
    public ActivityService(Storage storage, Clock clock) {
        this(storage, clock, MOST);
    }

    private ActivityService(Storage storage, Clock clock, int most) {
        this.storage = storage;
        this.clock = clock;
        this.most = most;
    }

    /** Counts nothing. */
    static ActivityService none(Storage storage, Clock clock) {
        return new ActivityService(storage, clock, 0);
    }

    /**
     * Counts something that happened now to passes of a type.
     *
     * @param type the type of the passes; one that is not in the store is not counted in the end
     * @param kind the kind of what happened
     * @param times how often, more than 0
     */
    public void count(PassTypeIdentifier type, ActivityKind kind, long times) {
        Key key =
                new Key(type, Math.floorDiv(clock.millis(), Duration.ofHours(1).toMillis()), kind);
        Counter counter = counters.get(key);
        if (counter == null) {
            if (counters.size() >= most) {
                return;
            }
            counter = counters.computeIfAbsent(key, missing -> new Counter());
        }
        counter.counted.add(times);
    }

    /**
     * Counts what an event tells of, if that is counted: passes that have a new version, and registrations that were made.
     *
     * @param event an event of a unit of work that has taken effect
     */
    public void count(WalletEvent event) {
        event.match(
                        passes -> passes.updateTag()
                                .map(tag -> new Happened(
                                        ActivityKind.UPDATE,
                                        passes.serialNumbers().size())),
                        passType -> Optional.of(new Happened(ActivityKind.UPDATE, 1)),
                        registration -> Optional.of(new Happened(ActivityKind.REGISTRATION, 1))
                                .filter(once -> registration.type() == EventType.DEVICE_REGISTERED),
                        serialNumbers -> Optional.<Happened>empty(),
                        administration -> Optional.<Happened>empty())
                .ifPresent(happened -> count(event.passTypeIdentifier(), happened.kind(), happened.times()));
    }

    private record Happened(ActivityKind kind, long times) {}

    /**
     * Lists the hours in which something happened. What happened in the last seconds may be missing.
     *
     * @param organization the organization whose passes are meant
     * @param range which hours are wanted, by their begins
     * @return the hours that have counts, the oldest first; at most 841 of the last 35 days
     * @throws StorageException if the store cannot be read
     */
    public List<HourOfActivity> list(Organization organization, TimeRange range) {
        Instant oldest = clock.instant().minus(KEPT);
        return storage.read(view -> view.activity().list(organization, range.notBefore(oldest)));
    }

    /**
     * Starts to store the counts every ten seconds, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        storing.start();
    }

    /**
     * Stores the counts, and removes those of old hours, on the calling thread.
     *
     * @throws StorageException if the store cannot be written; the counts stay
     */
    public synchronized void store() {
        List<Change> changes = counters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(entry -> new Change(
                        entry.getKey(),
                        entry.getValue(),
                        entry.getValue().counted.sum()))
                .filter(change -> change.counted() > change.counter().stored)
                .toList();
        for (int i = 0; i < changes.size(); i += AT_ONCE) {
            List<Change> some = changes.subList(i, Math.min(i + AT_ONCE, changes.size()));
            List<ActivityCount> counts = some.stream().map(Change::count).toList();
            storage.write(tx -> {
                tx.activity().add(counts);
                return true;
            });
            some.forEach(change -> change.counter().stored = change.counted());
        }
        Instant now = clock.instant();
        forgetBefore(now.minus(Duration.ofHours(2)));
        if (!changes.isEmpty()) {
            trim(now);
        }
    }

    /** Nobody counts in an hour that ended an hour ago, so that what is counted in it is stored. */
    private void forgetBefore(Instant hour) {
        counters.entrySet()
                .removeIf(entry -> entry.getKey().begin().isBefore(hour)
                        && entry.getValue().counted.sum() == entry.getValue().stored);
    }

    private void trim(Instant now) {
        if (now.isBefore(nextTrim)) {
            return;
        }
        Instant oldest = now.minus(KEPT);
        int unused = storage.write(tx -> tx.activity().trim(oldest));
        nextTrim = now.plus(Duration.ofHours(1));
    }

    /** Stores the counts for the last time. */
    @Override
    public void close() {
        if (storing.end()) {
            storing.run();
        }
    }
}
