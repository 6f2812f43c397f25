package io.serialpass.event;

import io.serialpass.organization.Actor;
import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as it stands in the log of a store. Immutable.
 *
 * @param position its place in the log: greater than that of every event of a unit of work that took effect before
 * @param time when it happened by the clock of the server that wrote it, in milliseconds; clocks can run back, positions cannot
 * @param organization the organization that owns the rows
 * @param event what happened
 * @param actor who made the change; empty for devices, for work in the background, and for what happened before this was kept
 * @since 0.1
 */
public record LoggedEvent(long position, Instant time, Organization organization, Event event, Optional<Actor> actor) {

    /**
     * Makes an event without an actor.
     *
     * @param position its place in the log
     * @param time when it happened
     * @param organization the organization that owns the rows
     * @param event what happened
     */
    public LoggedEvent(long position, Instant time, Organization organization, Event event) {
        this(position, time, organization, event, Optional.empty());
    }

    /**
     * Gives the same event without its actor, for readers who must not know it.
     *
     * @return the event without its actor
     */
    public LoggedEvent withoutActor() {
        return actor.isEmpty() ? this : new LoggedEvent(position, time, organization, event);
    }
}
