package io.serialpass.storage.memory;

import io.serialpass.storage.ActivityReader;
import io.serialpass.storage.ApiTokenReader;
import io.serialpass.storage.BarcodeReader;
import io.serialpass.storage.DeviceLogReader;
import io.serialpass.storage.EventReader;
import io.serialpass.storage.IdempotencyReader;
import io.serialpass.storage.ImportReader;
import io.serialpass.storage.ItemReader;
import io.serialpass.storage.LinkReader;
import io.serialpass.storage.PassReader;
import io.serialpass.storage.PassTypeReader;
import io.serialpass.storage.PushReader;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.RegistrationReader;
import io.serialpass.storage.SerialNumberReader;
import io.serialpass.storage.ServerReader;
import io.serialpass.storage.TraceReader;
import io.serialpass.storage.WebhookReader;

/** One state, to be read. */
final class MemoryView implements ReadView {

    private final StateHolder holder;

    MemoryView(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public ItemReader items() {
        return new MemoryItems(holder);
    }

    @Override
    public SerialNumberReader serialNumbers() {
        return new MemorySerialNumbers(holder);
    }

    @Override
    public ApiTokenReader apiTokens() {
        return new MemoryApiTokens(holder);
    }

    @Override
    public PassReader passes() {
        return new MemoryPasses(holder);
    }

    @Override
    public PassTypeReader passTypes() {
        return new MemoryPassTypes(holder);
    }

    @Override
    public RegistrationReader registrations() {
        return new MemoryRegistrations(holder);
    }

    @Override
    public DeviceLogReader deviceLogs() {
        return new MemoryDeviceLogs(holder);
    }

    @Override
    public IdempotencyReader idempotency() {
        return new MemoryIdempotency(holder);
    }

    @Override
    public ServerReader servers() {
        return new MemoryServers(holder);
    }

    @Override
    public EventReader events() {
        return new MemoryEvents(holder);
    }

    @Override
    public PushReader pushes() {
        return new MemoryPushes(holder);
    }

    @Override
    public TraceReader traces() {
        return new MemoryTraces(holder);
    }

    @Override
    public WebhookReader webhooks() {
        return new MemoryWebhooks(holder);
    }

    @Override
    public BarcodeReader barcodes() {
        return new MemoryBarcodes(holder);
    }

    @Override
    public LinkReader links() {
        return new MemoryLinks(holder);
    }

    @Override
    public ActivityReader activity() {
        return new MemoryActivity(holder);
    }

    @Override
    public ImportReader imports() {
        return new MemoryImports(holder);
    }
}
