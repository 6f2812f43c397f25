package io.serialpass.storage.jdbc;

import io.serialpass.storage.ApiTokenReader;
import io.serialpass.storage.ItemReader;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.SerialNumberReader;
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
}
