package io.serialpass.storage.jdbc;

import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.DeviceLogWriter;
import io.serialpass.storage.EventWriter;
import io.serialpass.storage.IdempotencyWriter;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.RegistrationWriter;
import io.serialpass.storage.ServerWriter;
import io.serialpass.storage.WriteTransaction;
import org.jdbi.v3.core.Handle;

/** The store as one connection sees and changes it within one unit of work. */
public abstract class JdbcTransaction implements WriteTransaction {

    private final Handle handle;
    private final Lists lists;

    /** One for the whole unit of work, since it knows the tags that this one took. */
    private final JdbcPasses passes;

    private boolean rollbackOnly;

    protected JdbcTransaction(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
        this.passes = new JdbcPasses(handle, lists);
    }

    @Override
    public ApiTokenWriter apiTokens() {
        return new JdbcApiTokens(handle);
    }

    @Override
    public PassWriter passes() {
        return passes;
    }

    @Override
    public PassTypeWriter passTypes() {
        return new JdbcPassTypes(handle, lists);
    }

    @Override
    public RegistrationWriter registrations() {
        return new JdbcRegistrations(handle, lists);
    }

    @Override
    public DeviceLogWriter deviceLogs() {
        return new JdbcDeviceLogs(handle, lists);
    }

    @Override
    public IdempotencyWriter idempotency() {
        return new JdbcIdempotency(handle);
    }

    @Override
    public ServerWriter servers() {
        return new JdbcServers(handle);
    }

    @Override
    public EventWriter events() {
        return new JdbcEvents(handle);
    }

    @Override
    public void setRollbackOnly() {
        rollbackOnly = true;
    }

    public boolean isRollbackOnly() {
        return rollbackOnly;
    }
}
