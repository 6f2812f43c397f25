package io.serialpass.storage.memory;

import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.WriteWork;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A store that lives as long as the process: one immutable state, swapped when a unit of work is done. Readers never wait;
 * a list costs as much as the store holds, so it is for up to some 100,000 rows.
 *
 * <p>Safe for use by many threads.
 */
public final class MemoryStorage implements Storage {

    private final ReentrantLock writing = new ReentrantLock();
    private volatile State state = State.EMPTY;
    private volatile boolean closed;

    /** Makes an empty store. */
    public MemoryStorage() {}

    @Override
    public <T> T read(ReadWork<T> work) {
        check();
        return work.in(new MemoryView(new StateHolder(state)));
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a unit of work must not start another one");
        }
        writing.lock();
        try {
            check();
            StateHolder holder = new StateHolder(state);
            MemoryTransaction transaction = new MemoryTransaction(holder);
            T result = work.in(transaction);
            if (!transaction.isRollbackOnly()) {
                state = holder.state();
            }
            return result;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void check() {
        if (closed) {
            throw new StorageException("the storage is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
