package io.serialpass.metrics;

import io.serialpass.push.PushAnswer;
import io.serialpass.turn.Share;
import io.serialpass.webhook.WebhookAnswer;

/**
 * Receives the measurements of an application: how often something was done, how long it took, and the outcome. A program that
 * embeds the application puts these into the registry of its own monitoring. A method that is not overridden ignores its
 * measurement.
 *
 * <p>The methods are called by the threads that do the work, in its midst. So an implementation must be safe for use by many
 * threads, must be quick, and must not throw.
 *
 * @since 0.1
 */
public interface Metrics {

    /**
     * Takes nothing.
     *
     * @return metrics that cost nothing
     */
    static Metrics none() {
        return NoMetrics.INSTANCE;
    }

    /**
     * A unit of work that reads has ended.
     *
     * @param share the share that it belonged to
     * @param nanos how long it took, the wait for a reader included, in nanoseconds
     * @param isDone false if it ended by an exception
     */
    default void read(Share share, long nanos, boolean isDone) {}

    /**
     * A unit of work that writes has ended.
     *
     * @param share the share that it belonged to
     * @param nanos how long it took, the wait in the queue and for the disk included, in nanoseconds
     * @param isDone false if it ended by an exception
     */
    default void written(Share share, long nanos, boolean isDone) {}

    /**
     * Units of work took effect together, with one sync of the disk. A storage that has no such groups tells nothing.
     *
     * @param units how many, 1 or more
     * @param nanos how long the group took, in nanoseconds
     */
    default void committed(int units, long nanos) {}

    /**
     * A package that is made here was asked for and found.
     *
     * @param place where it was
     */
    default void packageFound(PackagePlace place) {}

    /**
     * The making and signing of a package has ended.
     *
     * @param nanos how long it took, in nanoseconds
     * @param isDone false if there is no package
     */
    default void packageMade(long nanos, boolean isDone) {}

    /**
     * An attempt to push has ended.
     *
     * @param answer the outcome
     */
    default void pushed(PushAnswer answer) {}

    /**
     * An attempt to deliver a message to a webhook has ended.
     *
     * @param answer the outcome
     * @param nanos how long it took, in nanoseconds
     */
    default void webhookSent(WebhookAnswer answer, long nanos) {}

    /**
     * Rows of an import were dealt with.
     *
     * @param kept how many were kept
     * @param rejected how many were not
     */
    default void imported(long kept, long rejected) {}
}
