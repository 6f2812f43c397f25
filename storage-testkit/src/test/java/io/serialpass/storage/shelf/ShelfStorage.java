package io.serialpass.storage.shelf;

import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.WriteWork;
import java.util.concurrent.locks.ReentrantLock;

/** A store in memory. A unit of work that writes changes a copy, and the copy takes the place of the shelf when it is done. */
final class ShelfStorage implements Storage {

    private final ReentrantLock writing = new ReentrantLock();
    private volatile Shelf shelf = new Shelf();
    private volatile boolean closed;

    @Override
    public <T> T read(ReadWork<T> work) {
        check();
        return work.in(new ShelfTransaction(shelf));
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a unit of work must not start another one");
        }
        writing.lock();
        try {
            check();
            Shelf copy = shelf.copy();
            ShelfTransaction transaction = new ShelfTransaction(copy);
            T result = work.in(transaction);
            if (!transaction.isRollbackOnly()) {
                shelf = copy;
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
