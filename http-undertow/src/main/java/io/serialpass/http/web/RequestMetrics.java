package io.serialpass.http.web;

/**
 * Takes how long requests took and how they were answered. It is called in the midst of the work, so an implementation must be safe
 * for use by many threads, must be quick, and must not throw.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface RequestMetrics {

    /** The template of a request that names no call, or that was refused before its call was looked for. */
    String NO_CALL = "none";

    /**
     * A request has ended.
     *
     * @param method the method of its call; {@link #NO_CALL} where there is none, since a client may send any word
     * @param template the template of its call, and not its path, which names rows; {@link #NO_CALL} where there is none
     * @param status the status of the answer
     * @param nanos how long it took from its header to the last byte of its answer, in nanoseconds
     */
    void answered(String method, String template, int status, long nanos);
}
