package io.serialpass.wallet;

import java.time.Instant;

/**
 * That a device fetched a pass. A fetch does not tell which device it is. Of each pass the last time is kept. Immutable.
 *
 * @param pass the pass
 * @param time when, in milliseconds
 * @param version the tag of the version that the device has now
 * @param unchanged whether it had that version already
 * @since 0.1
 */
public record PassFetch(PassId pass, Instant time, UpdateTag version, boolean unchanged) {}
