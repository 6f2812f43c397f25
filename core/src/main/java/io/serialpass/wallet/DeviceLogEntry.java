package io.serialpass.wallet;

import java.time.Instant;

/**
 * A message that a device logged here, as it was when it came. Whoever wrote it showed no token: it can say anything.
 * Immutable.
 *
 * @param id the store's id, in the order of arrival
 * @param message the text
 * @param dateCreated when it came, in milliseconds
 * @since 0.1
 */
public record DeviceLogEntry(long id, DeviceLogMessage message, Instant dateCreated) {}
