package io.serialpass.storage;

/**
 * A unit of work that writes.
 *
 * @param <T> the kind of result
 * @since 0.1
 */
@FunctionalInterface
public interface WriteWork<T> {

    /**
     * Does the work. Other writers wait meanwhile: no I/O of its own, no waiting. It may be called again where all that it
     * did was undone, so that it must change nothing but the store.
     *
     * @param transaction the transaction; of no use after this call
     * @return the result
     */
    T in(WriteTransaction transaction);
}
