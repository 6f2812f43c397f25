package io.serialpass.service;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventListener;
import io.serialpass.event.LoggedEvent;
import io.serialpass.storage.EventWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Tells one listener of events, on the thread that runs this. */
final class EventFollower implements Runnable {

    private static final Logger LOGGER = System.getLogger(EventFollower.class.getName());

    private static final int BATCH = 100;

    /** How often to ask for the events of other processes. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final WatchedStorage storage;
    private final ConsumerName name;
    private final EventListener listener;

    /** The position of the last event that the listener has dealt with. */
    private final LogPosition position;

    private Duration pause = FIRST_PAUSE;

    private final LoopSignal loop = new LoopSignal();

    private EventFollower(WatchedStorage storage, ConsumerName name, EventListener listener, LogPosition position) {
        this.storage = storage;
        this.name = name;
        this.listener = listener;
        this.position = position;
    }

    /** Makes one that begins where it is told to, and holds back the trimming of the log from now on. */
    static EventFollower begin(
            WatchedStorage storage, ConsumerName name, EventListeners.Begin begin, EventListener listener) {
        LogPosition position = new LogPosition(storage, name);
        position.stored(storage.write(tx -> {
            long from = from(tx.events(), name, begin);
            tx.events().putPosition(name, from);
            return from;
        }));
        return new EventFollower(storage, name, listener, position);
    }

    private static long from(EventWriter events, ConsumerName name, EventListeners.Begin begin) {
        EventBounds bounds = events.bounds();
        return switch (begin) {
            case NOW -> bounds.newest();
            // The store can be an older copy of the one that the position was stored in.
            case WHERE_IT_STOPPED ->
                Math.min(bounds.newest(), events.positionOf(name).orElse(bounds.beforeOldest()));
        };
    }

    @Override
    public void run() {
        Runnable watcher = loop::signal;
        storage.addWatcher(watcher);
        try {
            while (!loop.isEnded()) {
                tellSome();
            }
            saveQuietly();
        } finally {
            storage.removeWatcher(watcher);
        }
    }

    private void tellSome() {
        List<LoggedEvent> events;
        try {
            events = read();
            position.saveIfDue();
        } catch (RuntimeException e) {
            failed("The event log cannot be read for the listener", e);
            return;
        }
        for (LoggedEvent event : events) {
            if (loop.isEnded() || !tell(event)) {
                return;
            }
        }
        if (events.isEmpty()) {
            loop.await(position.isSaved() ? POLL : LogPosition.SAVE);
        }
    }

    private List<LoggedEvent> read() {
        record Read(EventBounds bounds, List<LoggedEvent> events) {}
        long from = position.reached();
        Read read = storage.read(
                view -> new Read(view.events().bounds(), view.events().list(from, BATCH)));
        if (!read.bounds().hasAllAfter(from)) {
            LOGGER.log(
                    Level.WARNING,
                    "The listener {0} missed events that were trimmed: those after position {1,number,#} and before"
                            + " {2,number,#}",
                    name.value(),
                    from,
                    read.bounds().oldest());
        }
        return read.events();
    }

    /** Whether the listener has dealt with the event. */
    private boolean tell(LoggedEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            failed("The listener threw at the event at position " + event.position(), e);
            return false;
        }
        position.moved(event.position());
        pause = FIRST_PAUSE;
        return true;
    }

    private void failed(String what, RuntimeException e) {
        LOGGER.log(
                Level.WARNING, "The listener " + name.value() + " waits for " + pause.toMillis() + " ms. " + what, e);
        loop.pause(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void saveQuietly() {
        try {
            position.save();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The listener {0} will be told some events again: {1}", name.value(), e);
        }
    }

    /** Ends the loop and its thread after the event under way, whatever the thread waits for. */
    void endAndJoin(Thread thread) {
        loop.endAndJoin(thread);
    }

    /** Ends the loop after the event under way, whatever it waits for. */
    void end() {
        loop.end();
    }
}
