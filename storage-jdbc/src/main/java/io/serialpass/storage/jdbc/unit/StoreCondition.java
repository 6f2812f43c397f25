package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The reasons that keep the store from being worked with at present. A reason that a checkpoint met ends only with a
 * checkpoint that succeeds: the write-ahead log may still take writes while the file cannot grow. Every other reason ends
 * with a write that succeeds. Each reason is logged once when it begins and once when it ends, however many units of work
 * meet it. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class StoreCondition {

    private static final Logger LOGGER = System.getLogger(StoreCondition.class.getName());

    private final String store;
    private final UnaryOperator<RuntimeException> inStoragesWords;
    private final Map<Reason, StorageUnavailableException> current = new EnumMap<>(Reason.class);
    private final Set<Reason> untilAWrite = EnumSet.noneOf(Reason.class);
    private final Set<Reason> untilACheckpoint = EnumSet.noneOf(Reason.class);

    /**
     * Makes a condition without any reason.
     *
     * @param store the store's name in the log, which holds no secret
     * @param inStoragesWords turns a fault of the database into the storage's, and leaves everything else as it is
     */
    public StoreCondition(String store, UnaryOperator<RuntimeException> inStoragesWords) {
        this.store = store;
        this.inStoragesWords = inStoragesWords;
    }

    /**
     * Says in the storage's words what was thrown, and remembers it where it is a reason that keeps the store from being worked with.
     */
    public RuntimeException tell(RuntimeException thrown) {
        return remember(thrown, untilAWrite);
    }

    /** Does as {@link #tell} for what a checkpoint has thrown. */
    public RuntimeException tellOfCheckpoint(RuntimeException thrown) {
        return remember(thrown, untilACheckpoint);
    }

    private synchronized RuntimeException remember(RuntimeException thrown, Set<Reason> until) {
        RuntimeException told = inStoragesWords.apply(thrown);
        if (told instanceof StorageUnavailableException reason) {
            until.add(reason.reason());
            begin(reason);
        }
        return told;
    }

    private void begin(StorageUnavailableException reason) {
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

    /** A look at the writer has found it working. */
    public synchronized void working() {
        untilAWrite.remove(Reason.STUCK);
        endOthers();
    }

    public synchronized boolean has(Reason reason) {
        return current.containsKey(reason);
    }

    /** Whether there is a reason whose end only an attempt to write can find. */
    public synchronized boolean mayHaveEnded() {
        return untilAWrite.stream().anyMatch(StoreCondition::endsWithSuccess);
    }

    /** Whether there is a reason whose end only a checkpoint can find. */
    public synchronized boolean awaitsCheckpoint() {
        return untilACheckpoint.stream().anyMatch(StoreCondition::endsWithSuccess);
    }

    /** A write was tried and has succeeded. */
    public synchronized void written() {
        untilAWrite.removeIf(StoreCondition::endsWithSuccess);
        endOthers();
    }

    /** A checkpoint has moved the whole write-ahead log into the file. */
    public synchronized void checkpointed() {
        untilACheckpoint.removeIf(StoreCondition::endsWithSuccess);
        endOthers();
    }

    /** A damaged page stays damaged, whatever can be written beside it; a stuck writer is seen by a look at it. */
    private static boolean endsWithSuccess(Reason reason) {
        return reason != Reason.DAMAGED && reason != Reason.STUCK;
    }

    /** Ends the reasons that nothing has to succeed for any more. */
    private void endOthers() {
        for (Reason reason : Reason.values()) {
            if (!untilAWrite.contains(reason) && !untilACheckpoint.contains(reason) && current.remove(reason) != null) {
                LOGGER.log(
                        Level.INFO,
                        "The store {0} is not {1} any more.",
                        store,
                        reason.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Throws the first of the reasons that there are. */
    public synchronized void requireSound() {
        for (StorageUnavailableException one : current.values()) {
            throw new StorageUnavailableException(one.reason(), one.getMessage(), one);
        }
    }
}
