package io.serialpass.storage.jdbc;

import io.serialpass.storage.ApiTokenReader;
import io.serialpass.storage.DeviceLogReader;
import io.serialpass.storage.IdempotencyReader;
import io.serialpass.storage.ItemReader;
import io.serialpass.storage.PassReader;
import io.serialpass.storage.PassTypeReader;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.RegistrationReader;
import io.serialpass.storage.SerialNumberReader;
import io.serialpass.storage.ServerReader;
import org.jdbi.v3.core.Handle;

/** What one connection sees within one transaction. */
final class JdbcView implements ReadView {

    private final Handle handle;

    JdbcView(Handle handle) {
        this.handle = handle;
    }

    @Override
    public ItemReader items() {
        return new JdbcItems(handle);
    }

    @Override
    public SerialNumberReader serialNumbers() {
        return new JdbcSerialNumbers(handle);
    }

    @Override
    public ApiTokenReader apiTokens() {
        return new JdbcApiTokens(handle);
    }

    @Override
    public PassReader passes() {
        return new JdbcPasses(handle);
    }

    @Override
    public PassTypeReader passTypes() {
        return new JdbcPassTypes(handle);
    }

    @Override
    public RegistrationReader registrations() {
        return new JdbcRegistrations(handle);
    }

    @Override
    public DeviceLogReader deviceLogs() {
        return new JdbcDeviceLogs(handle);
    }

    @Override
    public IdempotencyReader idempotency() {
        return new JdbcIdempotency(handle);
    }

    @Override
    public ServerReader servers() {
        return new JdbcServers(handle);
    }
}
