package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The reasons that keep the store from being worked with at present. Each reason is logged once when it begins
 * and once when it ends,
 * however many units of work meet it. Safe for use by many threads.
 */
final class StoreCondition {

    private static final Logger LOGGER = System.getLogger(StoreCondition.class.getName());

    private final Path store;
    private final Map<Reason, StorageUnavailableException> current = new EnumMap<>(Reason.class);

    StoreCondition(Path store) {
        this.store = store;
    }

    /**
     * Says in the storage's words what was thrown, as {@link SqliteErrors#translate} does, and remembers it where it is a
     * reason that keeps the store from being worked with.
     */
    RuntimeException tell(RuntimeException thrown) {
        RuntimeException told = SqliteErrors.translate(thrown);
        if (told instanceof StorageUnavailableException reason) {
            begin(reason);
        }
        return told;
    }

    private synchronized void begin(StorageUnavailableException reason) {
        if (current.putIfAbsent(reason.reason(), reason) == null) {
            Throwable cause = reason.getCause();
            LOGGER.log(
                    Level.WARNING,
                    "The store {0} is not ready: {1}{2}",
                    store,
                    reason.getMessage(),
                    cause == null
                            ? ""
                            : " Cause: " + String.valueOf(cause.getMessage()).replaceAll("\\s+", " "));
        }
    }

    synchronized void end(Reason reason) {
        if (current.remove(reason) != null) {
            LOGGER.log(
                    Level.INFO,
                    "The store {0} is not {1} any more.",
                    store,
                    reason.name().toLowerCase(Locale.ROOT));
        }
    }

    synchronized boolean has(Reason reason) {
        return current.containsKey(reason);
    }

    /** Whether there is a reason whose end only an attempt to write can find. */
    synchronized boolean mayHaveEnded() {
        return current.keySet().stream().anyMatch(StoreCondition::endsWithAWrite);
    }

    /** A write was tried and has succeeded. */
    synchronized void written() {
        for (Reason reason : Reason.values()) {
            if (endsWithAWrite(reason)) {
                end(reason);
            }
        }
    }

    /** A damaged page stays damaged, whatever can be written beside it; a stuck writer is seen by a look at it. */
    private static boolean endsWithAWrite(Reason reason) {
        return reason != Reason.DAMAGED && reason != Reason.STUCK;
    }

    /** Throws the first of the reasons that there are. */
    synchronized void requireSound() {
        for (StorageUnavailableException one : current.values()) {
            throw new StorageUnavailableException(one.reason(), one.getMessage(), one);
        }
    }
}
