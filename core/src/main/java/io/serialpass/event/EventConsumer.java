package io.serialpass.event;

/**
 * A consumer of the event log, and how far it has read. The log keeps every event that it has not read. Immutable.
 *
 * @param name its name
 * @param position the position of the last event that it has dealt with; 0 for none
 * @since 0.1
 */
public record EventConsumer(ConsumerName name, long position) {}
