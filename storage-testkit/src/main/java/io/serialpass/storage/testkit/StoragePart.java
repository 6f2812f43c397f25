package io.serialpass.storage.testkit;

/**
 * A part of a storage that {@link StorageContract} has tests for. Whoever writes a storage can build it part by part, in this
 * order, and run the tests of the parts that are there.
 *
 * @since 0.1
 */
public enum StoragePart {
    /** Units of work over items and serial numbers. Nearly all other parts need it. */
    INVENTORY,
    /** Shares, deadlines, and clients that have gone. */
    TURNS,
    /** API tokens. */
    API_TOKENS,
    /** First answers to requests with a key. */
    IDEMPOTENCY,
    /** The servers on a store. */
    SERVERS,
    /** The logs of devices. */
    DEVICE_LOGS,
    /** Pass types, passes, their packages, their barcodes, the links to them and their registrations, and how often these things happen. */
    WALLET,
    /** The event log. */
    EVENTS,
    /** Whom to tell of changes, and how far they were told. */
    PUSHES,
    /** Webhooks and their deliveries. */
    WEBHOOKS,
    /** Runs of imports. */
    IMPORTS,
    /** Several storages that are open on one store, as several servers have them. A store in memory has one. */
    SHARING
}
