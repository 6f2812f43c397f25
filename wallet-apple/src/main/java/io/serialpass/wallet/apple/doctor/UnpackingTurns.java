package io.serialpass.wallet.apple.doctor;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets few threads unpack archives at once, since a small archive can unpack to much: as many as the heap has room for. The others
 * wait for their turn, which is short. Safe for use by many threads.
 */
final class UnpackingTurns {

    private static final long HEAP_BYTES_OF_ONE = 64L << 20;
    private static final int MOST = 4;

    private final Semaphore turns =
            new Semaphore((int) Math.max(1, Math.min(MOST, Runtime.getRuntime().maxMemory() / HEAP_BYTES_OF_ONE)));

    <T> T take(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
