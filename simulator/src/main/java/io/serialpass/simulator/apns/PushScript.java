package io.serialpass.simulator.apns;

/**
 * Decides what the stand-in does with a push. It is asked by the one thread of the stand-in, and so must not wait.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PushScript {

    /**
     * Decides.
     *
     * @param push a push that keeps every rule; one that does not was refused before
     * @return what to do
     */
    PushReaction on(ReceivedPush push);
}
