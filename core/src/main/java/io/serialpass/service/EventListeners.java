package io.serialpass.service;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Tells the listeners of this program of events: after the change took effect, in the order of the log, each event at least
 * once. Each listener has a thread of its own, so that a slow one makes nobody wait, and one that throws is called again with
 * the same event after a pause. How far a listener has come stands in the store under its name, about a second behind; after
 * a crash it is called again with what it dealt with in that second.
 *
 * <p>Two programs that work on one store at once use different names. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class EventListeners implements AutoCloseable {

    private final WatchedStorage storage;
    private final ThreadFactory threads;
    private final Map<ConsumerName, Following> followings = new HashMap<>();
    private boolean closed;

    private record Following(EventFollower follower, Thread thread) {

        void end() {
            follower.endAndJoin(thread);
        }
    }

    /**
     * Where a listener begins.
     *
     * @since 0.1
     */
    public enum Begin {
        /** After the last event that the listener of this name dealt with; the first time, at the oldest event there is. */
        WHERE_IT_STOPPED,
        /** After the newest event: it is told of what happens from now on. */
        NOW
    }

    /**
     * Makes a place for listeners. Their threads are daemons with names of their own.
     *
     * @param storage the store; the caller closes it
     */
    public EventListeners(WatchedStorage storage) {
        this(storage, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Makes a place for listeners.
     *
     * @param storage the store; the caller closes it
     * @param threads makes a thread for each listener; its name is set here
     */
    public EventListeners(WatchedStorage storage, ThreadFactory threads) {
        this.storage = storage;
        this.threads = threads;
    }

    /**
     * Starts to tell a listener. From now on the log keeps the events that the listener has not dealt with, also while it is
     * stopped, until {@link #forget}.
     *
     * @param name the name under which the store keeps how far it has come
     * @param begin where it begins
     * @param listener the listener
     * @throws IllegalStateException if a listener of the name is started, or this is closed
     * @throws io.serialpass.storage.StorageException if the store cannot be written; then the listener is not started
     */
    public synchronized void start(ConsumerName name, Begin begin, EventListener listener) {
        if (closed) {
            throw new IllegalStateException("the listeners are closed");
        }
        if (followings.containsKey(name)) {
            throw new IllegalStateException("the listener " + name.value() + " is started already");
        }
        EventFollower follower = EventFollower.begin(storage, name, begin, listener);
        Thread thread = threads.newThread(follower);
        thread.setName("serialpass-listener-" + name.value());
        followings.put(name, new Following(follower, thread));
        thread.start();
    }

    /**
     * Stops to tell a listener, once it has dealt with the event under way. If there is none of the name, nothing changes.
     *
     * @param name its name
     */
    public void stop(ConsumerName name) {
        Optional<Following> following;
        synchronized (this) {
            following = Optional.ofNullable(followings.remove(name));
        }
        following.ifPresent(Following::end);
    }

    /**
     * Stops to tell a listener for good: the store forgets how far it has come, and keeps nothing for it any more.
     *
     * @param name its name
     */
    public void forget(ConsumerName name) {
        stop(name);
        storage.write(tx -> {
            tx.events().removeConsumer(name);
            return true;
        });
    }

    /** Stops to tell all listeners, each once it has dealt with the event under way. */
    @Override
    public void close() {
        List<Following> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(followings.values());
            followings.clear();
        }
        all.forEach(following -> following.follower().end());
        all.forEach(Following::end);
    }
}
