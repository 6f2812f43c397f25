package io.serialpass.wallet;

/**
 * Tells packages of one type apart in few bytes. Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface PackageDelta {

    /**
     * Finds the difference between two packages.
     *
     * @param base a package that a packager made
     * @param pkpass another one of the same type, or the same
     * @return the difference, the smaller the more they share
     */
    byte[] between(byte[] base, byte[] pkpass);

    /**
     * Gives the package again.
     *
     * @param base the base that {@link #between} was given
     * @param difference the difference that was found
     * @return the package, each byte as it was
     * @throws IllegalArgumentException if this is not such a difference, or one from another base
     */
    byte[] restore(byte[] base, byte[] difference);
}
