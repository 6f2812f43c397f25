package io.serialpass.service;

import io.serialpass.event.Event;
import io.serialpass.event.EventBounds;
import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the event log for an organization. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class EventService {

    /** So many events are read at once; each is bounded by itself. */
    private static final int BATCH = 100;

    /** A page ends behind the event with which its events name so many passes and ranges of ids, so that it stays small. */
    private static final int MOST_NAMES = 10_000;

    private final Storage storage;

    /**
     * Makes a service over a store.
     *
     * @param storage the store, which stays the caller's to close
     */
    public EventService(Storage storage) {
        this.storage = storage;
    }

    /**
     * Reads on.
     *
     * @param organization whose events to give
     * @param after the position of the last event that the reader knows; empty for the oldest events that there are
     * @param most how many events to give at most, 1 or more; there can be fewer though more are there, so a reader goes on
     *     until it gets none
     * @return the outcome
     */
    public EventReadOutcome read(Organization organization, OptionalLong after, int most) {
        return storage.read(view -> read(view, organization, after, most));
    }

    private static EventReadOutcome read(ReadView view, Organization organization, OptionalLong after, int most) {
        EventBounds bounds = view.events().bounds();
        long from = after.orElse(bounds.beforeOldest());
        if (!bounds.hasAllAfter(from)) {
            return new EventReadOutcome.Trimmed(bounds);
        }
        if (from > bounds.newest()) {
            return new EventReadOutcome.NotReached(bounds.newest());
        }
        List<LoggedEvent> events = new ArrayList<>();
        long next = from;
        for (int names = 0; events.size() < most && names < MOST_NAMES; ) {
            int wanted = Math.min(BATCH, most - events.size());
            List<LoggedEvent> batch = view.events().list(organization, next, wanted);
            for (LoggedEvent event : batch) {
                if (names < MOST_NAMES) {
                    events.add(event);
                    names += names(event.event());
                    next = event.position();
                }
            }
            if (batch.size() < wanted && names < MOST_NAMES) {
                next = bounds.newest();
                break;
            }
        }
        return new EventReadOutcome.Page(List.copyOf(events), next, bounds.newest());
    }

    private static int names(Event event) {
        return event.match(
                passes -> passes.serialNumbers().size(),
                passType -> 1,
                registration -> 1,
                serialNumbers -> serialNumbers.ids().ranges().size());
    }
}
