package io.serialpass.storage;

/**
 * One consistent snapshot of a store. For one thread, within one unit of work.
 *
 * @since 0.1
 */
public interface ReadView {

    /**
     * The items.
     *
     * @return the repository
     */
    ItemReader items();

    /**
     * The serial numbers.
     *
     * @return the repository
     */
    SerialNumberReader serialNumbers();

    /**
     * The API tokens.
     *
     * @return the repository
     */
    ApiTokenReader apiTokens();

    /**
     * The pass types.
     *
     * @return the repository
     */
    PassTypeReader passTypes();

    /**
     * The passes.
     *
     * @return the repository
     */
    PassReader passes();

    /**
     * The registrations.
     *
     * @return the repository
     */
    RegistrationReader registrations();

    /**
     * The device logs.
     *
     * @return the repository
     */
    DeviceLogReader deviceLogs();

    /**
     * The first answers to requests with a key.
     *
     * @return the repository
     */
    IdempotencyReader idempotency();

    /**
     * The servers on the store.
     *
     * @return the repository
     */
    ServerReader servers();

    /**
     * The event log.
     *
     * @return the repository
     * @since 0.1
     */
    EventReader events();

    /**
     * The pushes.
     *
     * @return the repository
     * @since 0.1
     */
    PushReader pushes();

    /**
     * Reads when each device asked and fetched last.
     *
     * @return the repository
     * @since 0.1
     */
    TraceReader traces();

    /**
     * The webhooks and their deliveries.
     *
     * @return the repository
     * @since 0.1
     */
    WebhookReader webhooks();

    /**
     * The barcodes of passes.
     *
     * @return the repository
     * @since 0.1
     */
    BarcodeReader barcodes();

    /**
     * The links by which customers get passes.
     *
     * @return the repository
     * @since 0.1
     */
    LinkReader links();

    /**
     * How often things happened in each hour.
     *
     * @return the repository
     * @since 0.1
     */
    ActivityReader activity();

    /**
     * The runs of imports.
     *
     * @return the repository
     * @since 0.1
     */
    ImportReader imports();
}
