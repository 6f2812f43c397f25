package io.serialpass.service;

import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.turn.FairQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits for events of organizations, for any number of readers with one thread. The thread reads each new event once, however
 * many readers wait, and wakes those that wait for an event of its organization. If nobody waits, it reads nothing.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class EventWaits implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(EventWaits.class.getName());

    /** How often to ask for the events of other processes, while somebody waits. */
    private static final long POLL_MILLIS = 1_000;

    private static final int BATCH = 1_000;

    private final WatchedStorage storage;
    private final int most;
    private final Runnable watcher = this::signal;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean lookDue = new AtomicBoolean();
    private final Map<Organization, Set<Wait>> waits = new HashMap<>();
    private int count;
    private boolean closed;

    /** All events up to here have woken those who waited for them. */
    private long seen;

    /** One reader that waits. */
    private static final class Wait {
        private final Organization organization;
        private final long after;
        private final Runnable wake;
        private @Nullable ScheduledFuture<?> end;

        Wait(Organization organization, long after, Runnable wake) {
            this.organization = organization;
            this.after = after;
            this.wake = wake;
        }
    }

    /**
     * Makes a place to wait at.
     *
     * @param storage the store; the caller closes it
     * @param most how many readers may wait at once, 1 or more; those of one organization, three quarters of them
     */
    public EventWaits(WatchedStorage storage, int most) {
        this.storage = storage;
        this.most = most;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "serialpass-event-waits");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        var unused = thread.scheduleWithFixedDelay(this::signal, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        storage.addWatcher(watcher);
    }

    /**
     * Begins to wait.
     *
     * @param organization whose events to wait for
     * @param after the position up to which the reader knows that there is none: one that {@link EventService#read} gave
     * @param longest how long to wait
     * @param wake called once, when there may be an event of the organization after the position, the time has passed, or this
     *     is closed; on any thread, so it must be quick and must not throw
     * @return ends the wait, so that {@code wake} is not called any more unless it is being called already; empty, where too
     *     many wait
     */
    public Optional<Runnable> begin(Organization organization, long after, Duration longest, Runnable wake) {
        Wait wait = new Wait(organization, after, wake);
        synchronized (this) {
            Set<Wait> ofOne = waits.getOrDefault(organization, Set.of());
            if (!closed && (count >= most || ofOne.size() >= FairQueue.mostOfOne(most))) {
                return Optional.empty();
            }
            if (!closed && (count == 0 || after >= seen)) {
                begin(wait, longest);
                return Optional.of(() -> remove(wait));
            }
        }
        // Events that were seen before the reader came here may be the ones that it waits for.
        wake.run();
        return Optional.of(() -> {});
    }

    private void begin(Wait wait, Duration longest) {
        if (count == 0) {
            seen = wait.after;
        }
        waits.computeIfAbsent(wait.organization, any -> new LinkedHashSet<>()).add(wait);
        count++;
        wait.end = thread.schedule(() -> wake(wait), longest.toNanos(), TimeUnit.NANOSECONDS);
        if (count == 1) {
            // Nobody looked at what came after the reader's snapshot.
            look();
        }
    }

    private void wake(Wait wait) {
        if (remove(wait)) {
            wait.wake.run();
        }
    }

    private synchronized boolean remove(Wait wait) {
        Set<Wait> ofOne = waits.get(wait.organization);
        if (ofOne == null || !ofOne.remove(wait)) {
            return false;
        }
        if (ofOne.isEmpty()) {
            waits.remove(wait.organization);
        }
        count--;
        if (wait.end != null) {
            wait.end.cancel(false);
        }
        return true;
    }

    private void signal() {
        synchronized (this) {
            if (count == 0) {
                return;
            }
        }
        look();
    }

    private void look() {
        if (lookDue.compareAndSet(false, true)) {
            try {
                thread.execute(this::readOn);
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.DEBUG, "The waiting requests were closed meanwhile", e);
            }
        }
    }

    private void readOn() {
        lookDue.set(false);
        try {
            int read = BATCH;
            while (read == BATCH) {
                long from = seen();
                List<LoggedEvent> events = storage.read(view -> view.events().list(from, BATCH));
                read = events.size();
                woken(from, events).forEach(this::wake);
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The event log could not be read; it is tried again within a second", e);
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
    }

    private synchronized long seen() {
        return seen;
    }

    /** The callers that waited for one of some events, which were read on from a position. */
    private synchronized List<Wait> woken(long from, List<LoggedEvent> events) {
        List<Wait> woken = new ArrayList<>();
        if (events.isEmpty()) {
            return woken;
        }
        Map<Organization, Long> last = new HashMap<>();
        events.forEach(event -> last.put(event.organization(), event.position()));
        last.forEach((organization, position) -> waits.getOrDefault(organization, Set.of()).stream()
                .filter(wait -> wait.after < position)
                .forEach(woken::add));
        if (seen == from) {
            seen = events.get(events.size() - 1).position();
        }
        return woken;
    }

    /**
     * Whether this is closed, so that nobody waits here any more.
     *
     * @return true after {@link #close()}
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Wakes all that wait. Whoever begins to wait later is woken at once. */
    @Override
    public void close() {
        List<Wait> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            waits.values().forEach(all::addAll);
        }
        storage.removeWatcher(watcher);
        all.forEach(this::wake);
        thread.shutdownNow();
    }
}
