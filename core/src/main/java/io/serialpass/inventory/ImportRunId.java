package io.serialpass.inventory;

/**
 * Tells a run of an import from all others of a store.
 *
 * @param value the store's number
 * @since 0.1
 */
public record ImportRunId(long value) {}
