package io.serialpass.storage.jdbc;

import io.serialpass.storage.ApiTokenReader;
import io.serialpass.storage.DeviceLogReader;
import io.serialpass.storage.EventReader;
import io.serialpass.storage.IdempotencyReader;
import io.serialpass.storage.ItemReader;
import io.serialpass.storage.PassReader;
import io.serialpass.storage.PassTypeReader;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.RegistrationReader;
import io.serialpass.storage.SerialNumberReader;
import io.serialpass.storage.ServerReader;
import org.jdbi.v3.core.Handle;

/** The store as one connection sees it within one transaction. */
public final class JdbcView implements ReadView {

    private final Handle handle;
    private final Lists lists;

    public JdbcView(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
    }

    @Override
    public ItemReader items() {
        return new JdbcItems(handle, lists);
    }

    @Override
    public SerialNumberReader serialNumbers() {
        return new JdbcSerialNumbers(handle, lists);
    }

    @Override
    public ApiTokenReader apiTokens() {
        return new JdbcApiTokens(handle);
    }

    @Override
    public PassReader passes() {
        return new JdbcPasses(handle, lists);
    }

    @Override
    public PassTypeReader passTypes() {
        return new JdbcPassTypes(handle, lists);
    }

    @Override
    public RegistrationReader registrations() {
        return new JdbcRegistrations(handle, lists);
    }

    @Override
    public DeviceLogReader deviceLogs() {
        return new JdbcDeviceLogs(handle, lists);
    }

    @Override
    public IdempotencyReader idempotency() {
        return new JdbcIdempotency(handle);
    }

    @Override
    public ServerReader servers() {
        return new JdbcServers(handle);
    }

    @Override
    public EventReader events() {
        return new JdbcEvents(handle);
    }
}
