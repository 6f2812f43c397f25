package io.serialpass.storage;

import io.serialpass.turn.Share;
import java.time.Duration;

/**
 * The limits of a storage. A storage for which one means nothing ignores it. Immutable.
 *
 * @param writeQueue how many units of work of each {@link Share} may wait to write before others are refused, 1 or more
 * @param readers how many units of work of devices may read at once, and as many of the administration; health has one
 *     reader of its own; 1 or more
 * @param readTimeout how long one that reads may wait for a reader, and may then take
 * @param mayCreate whether a store that is not there is made
 * @since 0.1
 */
public record StorageOptions(int writeQueue, int readers, Duration readTimeout, boolean mayCreate) {

    private static final StorageOptions DEFAULTS =
            new StorageOptions(1024, readersOfThisMachine(), Duration.ofSeconds(20), true);

    /**
     * Checks the limits.
     *
     * @param writeQueue how many units of work of each {@link Share} may wait to write before others are refused, 1 or more
     * @param readers how many units of work of devices may read at once, and as many of the administration; health has one
     *     reader of its own; 1 or more
     * @param readTimeout how long one that reads may wait for a reader, and may then take
     * @param mayCreate whether a store that is not there is made
     * @throws IllegalArgumentException if one is too small
     */
    public StorageOptions {
        if (writeQueue < 1 || readers < 1 || readTimeout.isNegative() || readTimeout.isZero()) {
            throw new IllegalArgumentException("every limit of a storage is at least 1");
        }
    }

    /** As many as can work at once: a costly read keeps a processor busy. A reader costs some memory too. */
    private static int readersOfThisMachine() {
        return Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * 1,024 waiting writers, a reader for each processor but 2 to 8, 20 seconds, made where it is not there.
     *
     * @return the limits that a storage has unless told otherwise
     */
    public static StorageOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another limit of waiting writers.
     *
     * @param changed the limit
     * @return the options
     */
    public StorageOptions withWriteQueue(int changed) {
        return new StorageOptions(changed, readers, readTimeout, mayCreate);
    }

    /**
     * The same with another number of readers, for devices and for the administration each.
     *
     * @param changed the number
     * @return the options
     */
    public StorageOptions withReaders(int changed) {
        return new StorageOptions(writeQueue, changed, readTimeout, mayCreate);
    }

    /**
     * The same with another limit of a read's time.
     *
     * @param changed the limit
     * @return the options
     */
    public StorageOptions withReadTimeout(Duration changed) {
        return new StorageOptions(writeQueue, readers, changed, mayCreate);
    }

    /**
     * The same for a store that must be there already.
     *
     * @return the options
     */
    public StorageOptions existing() {
        return new StorageOptions(writeQueue, readers, readTimeout, false);
    }
}
