package io.serialpass.storage.memory;

import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.WriteTransaction;

/** One state, to be changed. */
final class MemoryTransaction implements WriteTransaction {

    private final StateHolder holder;
    private boolean rollbackOnly;

    MemoryTransaction(StateHolder holder) {
        this.holder = holder;
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
    public void setRollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }
}
