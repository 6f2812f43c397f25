package io.serialpass.storage.memory;

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

/** One state, to be changed. */
final class MemoryTransaction implements WriteTransaction {

    private final StateHolder holder;

    /** One for the whole unit of work, since it knows the tags that this one took. */
    private final MemoryPasses passes;

    private boolean rollbackOnly;

    MemoryTransaction(StateHolder holder) {
        this.holder = holder;
        this.passes = new MemoryPasses(holder);
    }

    @Override
    public ItemWriter items() {
        return new MemoryItems(holder);
    }

    @Override
    public SerialNumberWriter serialNumbers() {
        return new MemorySerialNumbers(holder);
    }

    @Override
    public ApiTokenWriter apiTokens() {
        return new MemoryApiTokens(holder);
    }

    @Override
    public PassWriter passes() {
        return passes;
    }

    @Override
    public PassTypeWriter passTypes() {
        return new MemoryPassTypes(holder);
    }

    @Override
    public RegistrationWriter registrations() {
        return new MemoryRegistrations(holder);
    }

    @Override
    public DeviceLogWriter deviceLogs() {
        return new MemoryDeviceLogs(holder);
    }

    @Override
    public IdempotencyWriter idempotency() {
        return new MemoryIdempotency(holder);
    }

    @Override
    public ServerWriter servers() {
        return new MemoryServers(holder);
    }

    @Override
    public EventWriter events() {
        return new MemoryEvents(holder);
    }

    @Override
    public PushWriter pushes() {
        return new MemoryPushes(holder);
    }

    @Override
    public TraceWriter traces() {
        return new MemoryTraces(holder);
    }

    @Override
    public WebhookWriter webhooks() {
        return new MemoryWebhooks(holder);
    }

    @Override
    public BarcodeWriter barcodes() {
        return new MemoryBarcodes(holder);
    }

    @Override
    public LinkWriter links() {
        return new MemoryLinks(holder);
    }

    @Override
    public ActivityWriter activity() {
        return new MemoryActivity(holder);
    }

    @Override
    public ImportWriter imports() {
        return new MemoryImports(holder);
    }

    @Override
    public void setRollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }
}
