package io.serialpass.wallet;

/**
 * The memory that there is for packages. Who wants a package hands one over, and it is asked before a package is read or made. So
 * it can refuse what does not fit, by an exception of its own, which reaches the caller as it is.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PackageRoom {

    /**
     * Room without a limit.
     *
     * @return a room that never refuses
     */
    static PackageRoom unlimited() {
        return bytes -> {};
    }

    /**
     * Takes some memory, until the caller has no use for the package any more.
     *
     * @param bytes how many bytes
     */
    void take(long bytes);
}
