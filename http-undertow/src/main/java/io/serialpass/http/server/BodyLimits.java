package io.serialpass.http.server;

import java.time.Duration;

/**
 * The limits of request bodies.
 *
 * @param ordinary the most bytes of a body
 * @param imported the most bytes of an import
 * @param timeout how long a body may take to arrive; of an import, how long a pause in it may be
 */
public record BodyLimits(long ordinary, long imported, Duration timeout) {}
