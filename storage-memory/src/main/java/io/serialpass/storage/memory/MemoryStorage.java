package io.serialpass.storage.memory;

import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.WriteWork;
import io.serialpass.turn.Gate;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A store that lives as long as the process: one immutable state, swapped when a unit of work is done. Readers never wait;
 * a list costs as much as the store holds, so it is for up to some 100,000 rows.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class MemoryStorage implements Storage {

    /** One thread writes at once; the shares take turns. */
    private final Gate<Share> gate = new Gate<>(1, 1);

    private volatile @Nullable Thread writing;
    private volatile State state = State.EMPTY;
    private volatile boolean closed;

    private final Duration readTimeout;

    /** Makes an empty store with the {@linkplain StorageOptions#defaults() default limits}. */
    public MemoryStorage() {
        this(StorageOptions.defaults());
    }

    MemoryStorage(StorageOptions options) {
        this.readTimeout = options.readTimeout();
    }

    @Override
    public <T> T read(ReadWork<T> work) {
        check();
        Turn turn = Turn.current().forUnit();
        turn.requireTime(StorageOverloadedException::new);
        return work.in(new MemoryView(new StateHolder(state, ReadLimit.of(turn, readTimeout))));
    }

    @Override
    public <T> T write(WriteWork<T> work) {
        if (writing == Thread.currentThread()) {
            throw new IllegalStateException("a unit of work must not start another one");
        }
        Turn turn = Turn.current().forUnit();
        enter(turn);
        try {
            writing = Thread.currentThread();
            check();
            turn.requireTime(StorageOverloadedException::new);
            StateHolder holder = new StateHolder(state, ReadLimit.none());
            MemoryTransaction transaction = new MemoryTransaction(holder);
            T result = work.in(transaction);
            if (!transaction.isRollbackOnly()) {
                state = holder.state();
            }
            return result;
        } finally {
            writing = null;
            gate.leave(turn.share());
        }
    }

    private void enter(Turn turn) {
        try {
            while (!gate.enter(turn.share(), turn.remainingNanos())) {
                turn.requireTime(StorageOverloadedException::new);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("The thread was interrupted while it waited to write.", e);
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
