package io.serialpass.storage;

/**
 * A unit of work that can change a store, and sees its own changes. For one thread, within one unit of work.
 *
 * @since 0.1
 */
public interface WriteTransaction extends ReadView {

    @Override
    ItemWriter items();

    @Override
    SerialNumberWriter serialNumbers();

    @Override
    ApiTokenWriter apiTokens();

    @Override
    PassTypeWriter passTypes();

    @Override
    PassWriter passes();

    @Override
    RegistrationWriter registrations();

    @Override
    DeviceLogWriter deviceLogs();

    @Override
    IdempotencyWriter idempotency();

    @Override
    ServerWriter servers();

    @Override
    EventWriter events();

    @Override
    PushWriter pushes();

    @Override
    TraceWriter traces();

    @Override
    WebhookWriter webhooks();

    @Override
    BarcodeWriter barcodes();

    @Override
    LinkWriter links();

    @Override
    ActivityWriter activity();

    @Override
    ImportWriter imports();

    /** Undoes all that this unit of work did once it has returned; its result still reaches the caller. */
    void setRollbackOnly();
}
