package io.serialpass.event;

/**
 * Receives the events of a store, in the program that embeds Serialpass.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface EventListener {

    /**
     * Deals with one event. It is called on a thread of the listener's own, after the change has taken effect, for one event
     * at a time and in the order of the log. It can be called again with an event that it dealt with before, as after a crash.
     *
     * @param event the event
     * @throws RuntimeException if the event could not be dealt with; the listener is called with the same event again, after a
     *     pause that grows
     */
    void on(LoggedEvent event);
}
