package io.serialpass.webhook;

/**
 * Tells a delivery from all others of a store. Deliveries of one webhook have greater numbers the later their events are in the log.
 *
 * @param value the store's number
 * @since 0.1
 */
public record DeliveryId(long value) {}
