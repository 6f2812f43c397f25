package io.serialpass.storage.shelf;

import io.serialpass.storage.ActivityWriter;
import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.BarcodeWriter;
import io.serialpass.storage.DeviceLogWriter;
import io.serialpass.storage.EventWriter;
import io.serialpass.storage.IdempotencyWriter;
import io.serialpass.storage.ImportWriter;
import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.LinkWriter;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.PushWriter;
import io.serialpass.storage.RegistrationWriter;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.ServerWriter;
import io.serialpass.storage.TraceWriter;
import io.serialpass.storage.WebhookWriter;
import io.serialpass.storage.WriteTransaction;

/** One unit of work on a shelf. */
final class ShelfTransaction implements WriteTransaction {

    private final Shelf shelf;
    private boolean rollbackOnly;

    ShelfTransaction(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public ItemWriter items() {
        return new ShelfItems(shelf);
    }

    @Override
    public SerialNumberWriter serialNumbers() {
        return new ShelfSerialNumbers(shelf);
    }

    @Override
    public void setRollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    private static UnsupportedOperationException missing() {
        return new UnsupportedOperationException("a shelf keeps the inventory alone");
    }

    @Override
    public ApiTokenWriter apiTokens() {
        throw missing();
    }

    @Override
    public IdempotencyWriter idempotency() {
        throw missing();
    }

    @Override
    public ServerWriter servers() {
        throw missing();
    }

    @Override
    public PassTypeWriter passTypes() {
        throw missing();
    }

    @Override
    public PassWriter passes() {
        throw missing();
    }

    @Override
    public RegistrationWriter registrations() {
        throw missing();
    }

    @Override
    public DeviceLogWriter deviceLogs() {
        throw missing();
    }

    @Override
    public EventWriter events() {
        throw missing();
    }

    @Override
    public PushWriter pushes() {
        throw missing();
    }

    @Override
    public TraceWriter traces() {
        throw missing();
    }

    @Override
    public WebhookWriter webhooks() {
        throw missing();
    }

    @Override
    public BarcodeWriter barcodes() {
        throw missing();
    }

    @Override
    public LinkWriter links() {
        throw missing();
    }

    @Override
    public ActivityWriter activity() {
        throw missing();
    }

    @Override
    public ImportWriter imports() {
        throw missing();
    }
}
