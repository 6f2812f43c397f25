package io.serialpass.service;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.WriteWork;
import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to a store, and tries again for a while where it cannot be written at present: for work of many units, of which one
 * that fails would waste the rest. Safe for use by many threads.
 */
final class PatientWrites {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Reasons that nothing but an operator removes. */
    private static final Set<StorageUnavailableException.Reason> LASTING =
            EnumSet.of(StorageUnavailableException.Reason.DAMAGED, StorageUnavailableException.Reason.MOVED);

    private final Storage storage;
    private final Duration patience;

    /**
     * Makes one for a store.
     *
     * @param patience how long a unit of work waits for a store that cannot be written; zero for not at all
     */
    PatientWrites(Storage storage, Duration patience) {
        this.storage = storage;
        this.patience = patience;
    }

    /** Runs a unit of work. If every attempt fails, it throws the exception of the last attempt. */
    <T> T write(WriteWork<T> work) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return storage.write(work);
            } catch (StorageException e) {
                if (!mayPass(e)
                        || System.nanoTime() - begin >= patience.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Nobody waits for work whose client has gone. */
    private static boolean mayPass(StorageException e) {
        if (Turn.current().isGone()) {
            return false;
        }
        return e instanceof StorageOverloadedException
                || (e instanceof StorageUnavailableException unavailable && !LASTING.contains(unavailable.reason()));
    }
}
