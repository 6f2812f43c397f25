package io.serialpass.storage;

import io.serialpass.turn.PerShare;

/**
 * How much a storage has to do at one moment. Immutable.
 *
 * @param waitingWrites how many units of work of each share wait to be written
 * @param readers how many readers each share has
 * @param busyReaders how many readers of each share are at work
 * @since 0.1
 */
public record StorageLoad(PerShare<Integer> waitingWrites, PerShare<Integer> readers, PerShare<Integer> busyReaders) {}
