package io.serialpass.webhook;

/**
 * Tells a webhook from all others of a store.
 *
 * @param value the store's number
 * @since 0.1
 */
public record WebhookId(long value) {}
