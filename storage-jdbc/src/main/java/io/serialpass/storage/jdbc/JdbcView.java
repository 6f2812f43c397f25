package io.serialpass.storage.jdbc;

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
import io.serialpass.storage.jdbc.sql.Session;

/**
 * The store as one connection sees it within one transaction.
 *
 * @since 0.1
 */
public final class JdbcView implements ReadView {

    private final Session session;
    private final Lists lists;

    public JdbcView(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    Session session() {
        return session;
    }

    @Override
    public ItemReader items() {
        return new JdbcItems(session, lists);
    }

    @Override
    public SerialNumberReader serialNumbers() {
        return new JdbcSerialNumbers(session, lists);
    }

    @Override
    public ApiTokenReader apiTokens() {
        return new JdbcApiTokens(session, lists);
    }

    @Override
    public PassReader passes() {
        return new JdbcPasses(session, lists);
    }

    @Override
    public PassTypeReader passTypes() {
        return new JdbcPassTypes(session, lists);
    }

    @Override
    public RegistrationReader registrations() {
        return new JdbcRegistrations(session, lists);
    }

    @Override
    public DeviceLogReader deviceLogs() {
        return new JdbcDeviceLogs(session, lists);
    }

    @Override
    public IdempotencyReader idempotency() {
        return new JdbcIdempotency(session);
    }

    @Override
    public ServerReader servers() {
        return new JdbcServers(session);
    }

    @Override
    public WebhookReader webhooks() {
        return new JdbcWebhooks(session, lists);
    }

    @Override
    public EventReader events() {
        return new JdbcEvents(session);
    }

    @Override
    public PushReader pushes() {
        return new JdbcPushes(session);
    }

    @Override
    public TraceReader traces() {
        return new JdbcTraces(session);
    }

    @Override
    public BarcodeReader barcodes() {
        return new JdbcBarcodes(session);
    }

    @Override
    public LinkReader links() {
        return new JdbcLinks(session, lists);
    }

    @Override
    public ActivityReader activity() {
        return new JdbcActivity(session);
    }

    @Override
    public ImportReader imports() {
        return new JdbcImports(session, lists);
    }
}
