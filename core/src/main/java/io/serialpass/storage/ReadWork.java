package io.serialpass.storage;

/**
 * A unit of work that reads.
 *
 * @param <T> the kind of result
 * @since 0.1
 */
@FunctionalInterface
public interface ReadWork<T> {

    /**
     * Does the work.
     *
     * @param view the snapshot; of no use after this call
     * @return the result
     */
    T in(ReadView view);
}
