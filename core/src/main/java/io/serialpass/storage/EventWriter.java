package io.serialpass.storage;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.OwnedEvent;
import io.serialpass.event.WalletEvent;
import io.serialpass.organization.Organization;
import java.time.Instant;

/**
 * Reads and writes the event log. An event is part of its unit of work: it is there when the change is that it tells of, and
 * not otherwise. It has the {@linkplain io.serialpass.turn.Turn#actor() actor} of the turn in which the unit of work is done.
 *
 * @since 0.1
 */
public interface EventWriter extends EventReader {

    /**
     * Adds an event of passes or registrations, after all events that are there. It belongs to the organization that the pass
     * type belongs to at this time, also when the type is deleted later.
     *
     * @param event the event
     * @param time when it happened, in milliseconds
     * @throws StorageException if the pass type is nobody's
     */
    void append(WalletEvent event, Instant time);

    /**
     * Adds an event of rows that belong to an organization by themselves, after all events that are there. The store need not know
     * the organization yet.
     *
     * @param organization whose rows they are
     * @param event the event
     * @param time when it happened, in milliseconds
     */
    void append(Organization organization, OwnedEvent event, Instant time);

    /**
     * Sets how far a consumer has read. A consumer is on from its first position until it is removed.
     *
     * @param consumer its name
     * @param position the position of the last event that it has dealt with; 0 for none
     */
    void putPosition(ConsumerName consumer, long position);

    /**
     * Removes a consumer, so that it holds back no trimming any more. If there is none of the name, nothing changes.
     *
     * @param consumer its name
     */
    void removeConsumer(ConsumerName consumer);

    /**
     * Removes the oldest events: those that happened before a time, and those beyond a number. The events that stay are all
     * events after a position, so an event is kept while an older one is. An event that a consumer which is on has not read
     * stays, and so does the newest event.
     *
     * @param before the time
     * @param most how many events may stay, 1 or more
     * @param atOnce how many events to remove at most, 1 or more, so that no other unit of work waits for long
     * @return how many events were removed
     */
    int trim(Instant before, long most, int atOnce);
}
