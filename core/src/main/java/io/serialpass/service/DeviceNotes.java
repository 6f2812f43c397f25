package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.UpdateTag;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Notes what devices ask and fetch, so that one look tells why a phone did not update. A note costs a call a few nanoseconds in
 * memory; every two seconds the notes are stored together. A call that comes while the memory for notes is full is not noted, and the
 * notes of the last seconds are lost by a kill.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DeviceNotes implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(DeviceNotes.class.getName());

    /** Each takes some 200 bytes. */
    private static final int MOST_NOTES = 10_000;

    /** How many notes are stored in one unit of work, so that no other write waits for long. */
    private static final int AT_ONCE = 500;

    private static final int SECONDS_BETWEEN = 2;

    private final Storage storage;
    private final Clock clock;
    private final int most;
    private final Map<AskKey, DeviceAsk> asks = new ConcurrentHashMap<>();
    private final Map<PassId, PassFetch> fetches = new ConcurrentHashMap<>();
    private Optional<ScheduledThreadPoolExecutor> thread = Optional.empty();

    private record AskKey(DeviceLibraryIdentifier device, PassTypeIdentifier type) {}

    /**
     * Makes notes that are not stored yet.
     *
     * @param storage the store, which stays the caller's to close
     * @param clock the source of all times
     */
    public DeviceNotes(Storage storage, Clock clock) {
        this(storage, clock, MOST_NOTES);
    }

    /** Makes notes with another limit; 0 for none at all. */
    DeviceNotes(Storage storage, Clock clock, int most) {
        this.storage = storage;
        this.clock = clock;
        this.most = most;
    }

    /** Notes that a device asked what is new. */
    void asked(
            DeviceLibraryIdentifier device,
            PassTypeIdentifier type,
            Optional<UpdateTag> since,
            Optional<UpdateTag> told) {
        AskKey key = new AskKey(device, type);
        var unused = put(asks, key, () -> new DeviceAsk(device, type, Moments.now(clock), since, told));
    }

    /** Notes that a pass was fetched. */
    Optional<PassFetch> fetched(PassId pass, UpdateTag version, boolean unchanged) {
        return put(fetches, pass, () -> new PassFetch(pass, Moments.now(clock), version, unchanged));
    }

    /** Notes something, where there is room. */
    private <K, V> Optional<V> put(Map<K, V> notes, K key, Supplier<V> made) {
        if (notes.size() >= most && !notes.containsKey(key)) {
            return Optional.empty();
        }
        V note = made.get();
        notes.put(key, note);
        return Optional.of(note);
    }

    /**
     * Starts to store the notes every two seconds, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (thread.isPresent()) {
            throw new IllegalStateException("the notes were started before");
        }
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "serialpass-device-notes");
            made.setDaemon(true);
            return made;
        });
        var unused =
                started.scheduleWithFixedDelay(this::storeQuietly, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
        thread = Optional.of(started);
    }

    private void storeQuietly() {
        try {
            store();
        } catch (StorageException e) {
            LOGGER.log(Level.DEBUG, "The notes of what devices did cannot be stored now", e);
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
    }

    /**
     * Stores the notes, on the calling thread.
     *
     * @throws StorageException if the store cannot be written; the notes stay
     */
    public void store() {
        store(asks, (tx, some) -> tx.traces().putAsks(some));
        store(fetches, (tx, some) -> tx.traces().putFetches(some));
    }

    private <K, V> void store(Map<K, V> notes, BiConsumer<WriteTransaction, List<V>> work) {
        List<Map.Entry<K, V>> all = new ArrayList<>(notes.entrySet());
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            List<Map.Entry<K, V>> some = all.subList(i, Math.min(i + AT_ONCE, all.size()));
            List<V> values = some.stream().map(Map.Entry::getValue).toList();
            storage.write(tx -> {
                work.accept(tx, values);
                return true;
            });
            // One that was noted again meanwhile stays.
            some.forEach(entry -> notes.remove(entry.getKey(), entry.getValue()));
        }
    }

    /** Stores the notes for the last time. */
    @Override
    public synchronized void close() {
        if (thread.isPresent()) {
            thread.get().shutdownNow();
            thread = Optional.empty();
            storeQuietly();
        }
    }
}
