package io.serialpass.storage;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the event log, and how far its consumers have come.
 *
 * <p>Positions grow in commit order: once a snapshot shows an event, no event with a smaller position appears any more. So a
 * reader that goes on after the last position it saw skips nothing, whatever is written meanwhile. There may be gaps.
 *
 * @since 0.1
 */
public interface EventReader {

    /**
     * Tells which events there are.
     *
     * @return the positions of the oldest and of the newest event
     */
    EventBounds bounds();

    /**
     * Reads on, for all organizations.
     *
     * @param after the position of the last event that the reader knows; 0 for none
     * @param most how many events to give at most, 1 or more
     * @return the events after the position that are there, the oldest first
     */
    List<LoggedEvent> list(long after, int most);

    /**
     * Reads on, for one organization.
     *
     * @param organization the organization whose events are wanted
     * @param after the position of the last event that the reader knows; 0 for none
     * @param most how many events to give at most, 1 or more
     * @return the organization's events after the position that are there, the oldest first
     */
    List<LoggedEvent> list(Organization organization, long after, int most);

    /**
     * Tells how far a consumer has read.
     *
     * @param consumer its name
     * @return its position; empty if the consumer is not on
     */
    OptionalLong positionOf(ConsumerName consumer);

    /**
     * Lists the consumers that are on.
     *
     * @return the consumers, the one that has read least first
     */
    List<EventConsumer> consumers();
}
