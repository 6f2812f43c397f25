package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.UpdateTag;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

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

    /** How many notes of each kind are kept in memory without a limit of one's own. Each takes some 200 bytes. */
    public static final int USUAL_MOST = 10_000;

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Storage storage;
    private final Clock clock;
    private final Notes<AskKey, DeviceAsk> asks;
    private final Notes<PassId, PassFetch> fetches;
    private final RepeatedTask storing = new RepeatedTask(
            "serialpass-device-notes",
            BETWEEN,
            this::store,
            e -> LOGGER.log(Level.DEBUG, "The notes of what devices did cannot be stored now", e));

    private record AskKey(DeviceLibraryIdentifier device, PassTypeIdentifier type) {}

    /**
     * Makes notes that are not stored yet.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     */
    public DeviceNotes(Storage storage, Clock clock) {
        this(storage, clock, USUAL_MOST);
    }

    /**
     * Makes notes with another limit that are not stored yet.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param most how many notes of each kind wait to be stored at most; 0 for none at all
     */
    public DeviceNotes(Storage storage, Clock clock, int most) {
        this.storage = storage;
        this.clock = clock;
        this.asks = new Notes<>(most);
        this.fetches = new Notes<>(most);
    }

    /** Notes that a device asked which passes changed. */
    void asked(
            DeviceLibraryIdentifier device,
            PassTypeIdentifier type,
            Optional<UpdateTag> since,
            Optional<UpdateTag> told) {
        AskKey key = new AskKey(device, type);
        var unused = asks.put(key, () -> new DeviceAsk(device, type, Moments.now(clock), since, told));
    }

    /** Notes that a pass was fetched. */
    Optional<PassFetch> fetched(PassId pass, UpdateTag version, boolean unchanged) {
        return fetches.put(pass, () -> new PassFetch(pass, Moments.now(clock), version, unchanged));
    }

    /**
     * Starts to store the notes every two seconds, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        storing.start();
    }

    /**
     * Stores the notes, on the calling thread.
     *
     * @throws StorageException if the store cannot be written; the notes stay
     */
    public void store() {
        asks.store(storage, (tx, some) -> tx.traces().putAsks(some));
        fetches.store(storage, (tx, some) -> tx.traces().putFetches(some));
    }

    /** Stores the notes for the last time. */
    @Override
    public void close() {
        if (storing.end()) {
            storing.run();
        }
    }
}
