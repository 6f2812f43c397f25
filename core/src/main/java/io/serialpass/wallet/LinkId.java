package io.serialpass.wallet;

/**
 * Tells a link from all others of a store. It is no secret.
 *
 * @param value the store's number
 * @since 0.1
 */
public record LinkId(long value) {}
