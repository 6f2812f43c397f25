package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.UnusableStorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to work with a store, held as a lock on a file beside it whose name ends in {@code -lock}. Programs that work
 * with the store share it; whoever replaces the store has it alone. The system takes it back from a process that ends,
 * however it ends. The file itself stays. Safe for use by many threads.
 *
 * <p>The store's own file is not locked, and not even opened: a process loses all of SQLite's locks on a file when it closes
 * the file anywhere else. That is also why a process has one channel to the lock's file, and counts its users.
 */
final class StoreLock implements AutoCloseable {

    private static final long MOST_NANOS_WAITING = TimeUnit.SECONDS.toNanos(5);
    private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Map<Path, Held> HELD_BY_THIS_PROCESS = new HashMap<>();

    private static final class Held {
        private final FileChannel channel;
        private int users = 1;

        Held(FileChannel channel) {
            this.channel = channel;
        }
    }

    private final Path file;
    private boolean closed;

    private StoreLock(Path file) {
        this.file = file;
    }

    /**
     * Shares the store with other programs.
     *
     * @param ifAlone what to do first where no other program works with the store; none can begin to meanwhile
     * @throws UnusableStorageException if the store is being replaced, or the lock's file cannot be made
     */
    static StoreLock shared(Path store, Runnable ifAlone) {
        synchronized (HELD_BY_THIS_PROCESS) {
            Path file = file(store);
            Held held = HELD_BY_THIS_PROCESS.get(file);
            if (held != null) {
                held.users++;
                return new StoreLock(file);
            }
            return open(store, file, channel -> {
                try (FileLock alone = channel.tryLock()) {
                    if (alone != null) {
                        ifAlone.run();
                    }
                }
                await(channel, store);
            });
        }
    }

    /**
     * Takes the store for one program alone.
     *
     * @throws UnusableStorageException if another program works with the store, or the lock's file cannot be made
     */
    static StoreLock alone(Path store) {
        synchronized (HELD_BY_THIS_PROCESS) {
            Path file = file(store);
            if (HELD_BY_THIS_PROCESS.containsKey(file)) {
                throw inUse(store);
            }
            return open(store, file, channel -> {
                if (channel.tryLock() == null) {
                    throw inUse(store);
                }
            });
        }
    }

    static UnusableStorageException inUse(Path store) {
        return new UnusableStorageException("The store " + store
                + " is in use by a server or another command. Stop the server first; it must not run meanwhile.");
    }

    private interface Locking {
        void lock(FileChannel channel) throws IOException;
    }

    private static StoreLock open(Path store, Path file, Locking locking) {
        try {
            boolean takesOwner = Files.exists(store) && !Files.exists(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            boolean locked = false;
            try {
                if (takesOwner) {
                    OwnerOfFile.like(store, file);
                }
                locking.lock(channel);
                locked = true;
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            HELD_BY_THIS_PROCESS.put(file, new Held(channel));
            return new StoreLock(file);
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "The file " + file + ", which tells programs of each other, cannot be locked: " + e.getMessage()
                            + ". Name a store in a directory that this user can write.",
                    e);
        }
    }

    private static void await(FileChannel channel, Path store) throws IOException {
        long began = System.nanoTime();
        while (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
            if (System.nanoTime() - began > MOST_NANOS_WAITING) {
                throw new UnusableStorageException("The store " + store
                        + " is being restored by another program. Start again when that has ended.");
            }
            LockSupport.parkNanos(NANOS_BETWEEN);
        }
    }

    private static Path file(Path store) {
        return Path.of(store + "-lock");
    }

    @Override
    public void close() {
        synchronized (HELD_BY_THIS_PROCESS) {
            Held held = HELD_BY_THIS_PROCESS.get(file);
            if (closed || held == null) {
                return;
            }
            closed = true;
            held.users--;
            if (held.users == 0) {
                HELD_BY_THIS_PROCESS.remove(file);
                try {
                    held.channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
