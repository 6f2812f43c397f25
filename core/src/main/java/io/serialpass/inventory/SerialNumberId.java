package io.serialpass.inventory;

/**
 * The id of a serial number, given by the store and never used again.
 *
 * @param value any 64-bit integer; ids that a store gives are positive and grow
 * @since 0.1
 */
public record SerialNumberId(long value) {}
