package io.serialpass.http.web;

/**
 * Takes one entry for each request that was answered. It is called in the midst of the work, so an implementation must be safe for use
 * by many threads, must be quick, and must not throw.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AccessLog {

    /**
     * A request was answered.
     *
     * @param entry what may be told of it
     */
    void answered(AccessEntry entry);
}
