package io.serialpass.storage.jdbc;

import io.serialpass.storage.ActivityWriter;
import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.BarcodeWriter;
import io.serialpass.storage.DeviceLogWriter;
import io.serialpass.storage.IdempotencyWriter;
import io.serialpass.storage.ImportWriter;
import io.serialpass.storage.LinkWriter;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.PushWriter;
import io.serialpass.storage.RegistrationWriter;
import io.serialpass.storage.ServerWriter;
import io.serialpass.storage.TraceWriter;
import io.serialpass.storage.WebhookWriter;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.jdbc.sql.Session;

/**
 * The store as one unit of work sees and changes it. Each database adds the writers that are its own.
 *
 * @since 0.1
 */
public abstract class JdbcTransaction implements WriteTransaction {

    private final Session session;
    private final Lists lists;

    /** One for the whole unit of work, since it knows the tags that this one took. */
    private final JdbcPasses passes;

    private boolean rollbackOnly;

    protected JdbcTransaction(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
        this.passes = new JdbcPasses(session, lists);
    }

    /** The connection of this unit of work. */
    protected final Session session() {
        return session;
    }

    /** The lists that this unit of work sees. */
    protected final Lists lists() {
        return lists;
    }

    @Override
    public ApiTokenWriter apiTokens() {
        return new JdbcApiTokens(session, lists);
    }

    @Override
    public PassWriter passes() {
        return passes;
    }

    @Override
    public PassTypeWriter passTypes() {
        return new JdbcPassTypes(session, lists);
    }

    @Override
    public RegistrationWriter registrations() {
        return new JdbcRegistrations(session, lists);
    }

    @Override
    public DeviceLogWriter deviceLogs() {
        return new JdbcDeviceLogs(session, lists);
    }

    @Override
    public IdempotencyWriter idempotency() {
        return new JdbcIdempotency(session);
    }

    @Override
    public ServerWriter servers() {
        return new JdbcServers(session);
    }

    @Override
    public PushWriter pushes() {
        return new JdbcPushes(session);
    }

    @Override
    public TraceWriter traces() {
        return new JdbcTraces(session);
    }

    @Override
    public WebhookWriter webhooks() {
        return new JdbcWebhooks(session, lists);
    }

    @Override
    public BarcodeWriter barcodes() {
        return new JdbcBarcodes(session);
    }

    @Override
    public LinkWriter links() {
        return new JdbcLinks(session, lists);
    }

    @Override
    public ActivityWriter activity() {
        return new JdbcActivity(session);
    }

    @Override
    public ImportWriter imports() {
        return new JdbcImports(session, lists);
    }

    @Override
    public void setRollbackOnly() {
        rollbackOnly = true;
    }

    public boolean isRollbackOnly() {
        return rollbackOnly;
    }
}
