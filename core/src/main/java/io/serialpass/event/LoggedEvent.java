package io.serialpass.event;

import io.serialpass.organization.Organization;
import java.time.Instant;

/**
 * An event as it stands in the log of a store. Immutable.
 *
 * @param position its place in the log: greater than that of every event of a unit of work that took effect before
 * @param time when it happened by the clock of the server that wrote it, in milliseconds; clocks can run back, positions cannot
 * @param organization whose rows it tells of
 * @param event what happened
 * @since 0.1
 */
public record LoggedEvent(long position, Instant time, Organization organization, Event event) {}
