package io.serialpass.service;

import io.serialpass.event.AuditFilter;
import io.serialpass.event.EventBounds;
import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

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

    /** So many events are looked at for a page, whether they are wanted or not. */
    private static final int MOST_SEEN = 10_000;

    private final Storage storage;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     */
    public EventService(Storage storage) {
        this.storage = storage;
    }

    /**
     * Tells which events there are, of all organizations.
     *
     * @return the positions of the oldest and of the newest event
     */
    public EventBounds bounds() {
        return storage.read(view -> view.events().bounds());
    }

    /**
     * Reads on in what happens to passes, registrations and serial numbers.
     *
     * @param organization the organization whose events are wanted
     * @param after the position of the last event that the reader knows; empty for the oldest events that there are
     * @param most how many events to give at most, 1 or more; there can be fewer though more are there, so a reader goes on
     *     until it gets none
     * @return the outcome
     */
    public EventReadOutcome read(Organization organization, OptionalLong after, int most) {
        EventReadOutcome outcome = readOnce(organization, after, most);
        // A page can be empty though more is there, where only the audit trail tells of the events that it looked at.
        while (outcome instanceof EventReadOutcome.Page page
                && page.events().isEmpty()
                && page.next() < page.newest()) {
            outcome = readOnce(organization, OptionalLong.of(page.next()), most);
        }
        return outcome;
    }

    private EventReadOutcome readOnce(Organization organization, OptionalLong after, int most) {
        return storage.read(view -> read(
                view,
                organization,
                after,
                most,
                Math.min(BATCH, most),
                event -> event.event().type().isFollowed()));
    }

    /**
     * Reads on in the audit trail, which has the events of all types that have an actor.
     *
     * @param organization the organization whose events are wanted
     * @param filter the events that are wanted
     * @param after the position of the last event that the reader knows; empty for the oldest events that there are
     * @param most how many events to give at most, 1 or more; there can be fewer, or none, though more are there, so a reader goes
     *     on until the position to read on after is the newest
     * @return the outcome
     */
    public EventReadOutcome audit(Organization organization, AuditFilter filter, OptionalLong after, int most) {
        return storage.read(view -> read(view, organization, after, most, BATCH, filter::matches));
    }

    private static EventReadOutcome read(
            ReadView view,
            Organization organization,
            OptionalLong after,
            int most,
            int atOnce,
            Predicate<LoggedEvent> filter) {
        EventBounds bounds = view.events().bounds();
        long next = after.orElse(bounds.beforeOldest());
        if (!bounds.hasAllAfter(next)) {
            return new EventReadOutcome.Trimmed(bounds);
        }
        if (next > bounds.newest()) {
            return new EventReadOutcome.NotReached(bounds.newest());
        }
        Page page = new Page(most, next);
        boolean isEnd = false;
        while (!page.isFull() && !isEnd) {
            List<LoggedEvent> batch = view.events().list(organization, page.next, atOnce);
            batch.stream().takeWhile(event -> !page.isFull()).forEach(event -> page.add(event, filter));
            isEnd = batch.size() < atOnce && !page.isFull();
        }
        return new EventReadOutcome.Page(
                List.copyOf(page.events), isEnd ? bounds.newest() : page.next, bounds.newest());
    }

    /** The events of one answer, and what bounds it. */
    private static final class Page {

        private final List<LoggedEvent> events = new ArrayList<>();
        private final int most;
        private long next;
        private int names;
        private int seen;

        Page(int most, long next) {
            this.most = most;
            this.next = next;
        }

        boolean isFull() {
            return events.size() >= most || names >= MOST_NAMES || seen >= MOST_SEEN;
        }

        void add(LoggedEvent event, Predicate<LoggedEvent> filter) {
            next = event.position();
            seen++;
            if (filter.test(event)) {
                events.add(event);
                names += event.event().nameCount();
            }
        }
    }
}
