package io.serialpass.service;

import io.serialpass.event.WalletEvent;
import io.serialpass.metrics.Metrics;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageLoad;
import io.serialpass.storage.WriteWork;
import io.serialpass.turn.Turn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A storage that tells when a unit of work has added events to the log, so that whoever follows the log need not ask all the
 * time. It tells of the units of work that go through this object. Of those of another process it knows nothing: a follower
 * also asks now and then.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class WatchedStorage implements Storage {

    private final Storage storage;
    private final Metrics metrics;
    private final Consumer<WalletEvent> committed;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /**
     * Watches a storage.
     *
     * @param storage the storage; {@link #close()} closes it
     */
    public WatchedStorage(Storage storage) {
        this(storage, Metrics.none(), event -> {});
    }

    /**
     * Watches a storage, and has its work told.
     *
     * @param storage the storage; {@link #close()} closes it
     * @param metrics receives the measurements
     * @param committed receives each event of passes and registrations once the unit of work has taken effect, on the thread of that
     *     one's caller, so it must be quick and must not throw
     */
    public WatchedStorage(Storage storage, Metrics metrics, Consumer<WalletEvent> committed) {
        this.storage = storage;
        this.metrics = metrics;
        this.committed = committed;
        storage.tell(metrics);
    }

    /**
     * Adds a watcher. It is called after a unit of work that added events has taken effect, on the thread of that one's
     * caller, so it must be quick and must not throw. It can also be called where the events were undone.
     *
     * @param watcher the watcher
     */
    public void addWatcher(Runnable watcher) {
        watchers.add(watcher);
    }

    /**
     * Removes a watcher. If it is not there, nothing changes.
     *
     * @param watcher the same object that was added
     */
    public void removeWatcher(Runnable watcher) {
        watchers.remove(watcher);
    }

    @Override
    public <T> T read(ReadWork<T> work) {
        long begin = System.nanoTime();
        boolean isDone = false;
        try {
            T result = storage.read(work);
            isDone = true;
            return result;
        } finally {
            metrics.read(Turn.current().share(), System.nanoTime() - begin, isDone);
        }
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        WatchedTransaction.Note note = new WatchedTransaction.Note();
        T result = measuredWrite(tx -> {
            note.begin();
            return work.in(new WatchedTransaction(tx, note));
        });
        if (note.isAppended()) {
            note.ofWallet().forEach(committed);
            watchers.forEach(Runnable::run);
        }
        return result;
    }

    private <T> T measuredWrite(WriteWork<T> work) {
        long begin = System.nanoTime();
        boolean isDone = false;
        try {
            T result = storage.write(work);
            isDone = true;
            return result;
        } finally {
            metrics.written(Turn.current().share(), System.nanoTime() - begin, isDone);
        }
    }

    @Override
    public void tell(Metrics others) {
        storage.tell(others);
    }

    @Override
    public Optional<StorageLoad> load() {
        return storage.load();
    }

    @Override
    public void check() {
        storage.check();
    }

    @Override
    public void close() {
        storage.close();
    }
}
