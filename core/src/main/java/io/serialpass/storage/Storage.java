package io.serialpass.storage;

import io.serialpass.metrics.Metrics;
import io.serialpass.turn.Turn;
import java.util.Optional;

/**
 * A store of serial numbers and passes. All access is in a unit of work. Safe for use by many threads.
 *
 * <p>A unit of work runs on a thread of the storage's choosing, and must not start another one on the same storage: it has
 * all it needs in the view that it is given, which is of no use after it has returned. One that writes may run again, after
 * all that it did was undone, as where servers that share a store were in each other's way: so it changes nothing but the
 * store. The caller gets what the last run returned, or, as it is, what that threw.
 *
 * <p>A unit of work is done in the {@link Turn} of the thread that calls: one that writes finds it as the {@linkplain
 * Turn#current() turn of the thread} that it runs on. If the turn {@linkplain Turn#isOver() is over} before the work begins,
 * the work is not done. Work of one share keeps no other share waiting for longer than the unit of work that is under way
 * takes, and organizations that wait are served one after the other.
 *
 * @since 0.1
 */
public interface Storage extends AutoCloseable {

    /**
     * Reads, seeing one consistent snapshot: all that units of work did that returned before this call, and of every
     * other all or nothing.
     *
     * @param <T> the kind of result
     * @param work the reads
     * @return the result of the work
     * @throws StorageOverloadedException if no reader becomes free in time, the turn of the thread is over before that, or
     *     the work takes longer than the turn or the storage allows
     * @throws StorageUnavailableException if the store cannot be read at present, with the reason
     * @throws StorageException if the storage fails
     */
    <T> T read(ReadWork<T> work);

    /**
     * Writes, all or nothing: where the work throws, calls {@link WriteTransaction#setRollbackOnly()}, or this method
     * throws, nothing is changed. Units of work that write take effect one after the other. When this method has
     * returned, what the work did survives a crash of the process and of the machine, where the storage is a durable one.
     *
     * @param <T> the kind of result
     * @param work the reads and writes
     * @return the result of the work
     * @throws StorageOverloadedException if too many units of work are waiting already, or the turn of the thread is over
     *     before the work begins; nothing was done
     * @throws StorageUnavailableException if the store cannot be written at present, with the reason
     * @throws IllegalStateException if called from within a unit of work that writes
     * @throws StorageException if the storage fails
     */
    <T> T write(WriteWork<T> work);

    /**
     * Checks that units of work are likely to succeed, by touching the store.
     *
     * @throws StorageUnavailableException if they are not, with the reason
     * @throws StorageException if the storage fails
     */
    void check();

    /**
     * Has the storage tell of its work from now on. One that has nothing to tell beyond what its callers see ignores it.
     *
     * @param metrics receives the measurements
     */
    default void tell(Metrics metrics) {}

    /**
     * Tells how much the storage has to do now.
     *
     * @return the load; empty if the storage does not know it
     */
    default Optional<StorageLoad> load() {
        return Optional.empty();
    }

    /** Ends the work under way, and frees everything that the storage opened. Calling it again does nothing. */
    @Override
    void close();
}
