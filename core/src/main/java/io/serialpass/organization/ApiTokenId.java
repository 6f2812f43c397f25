package io.serialpass.organization;

/**
 * Tells an issued API token from all others of a store. It is no secret.
 *
 * @param value the store's number
 * @since 0.1
 */
public record ApiTokenId(long value) {}
