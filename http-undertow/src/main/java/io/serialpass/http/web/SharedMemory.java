package io.serialpass.http.web;

import io.serialpass.wallet.PackageRoom;
import java.util.IdentityHashMap;

/**
 * The memory that the bodies of requests, the work on them, and answers may take together. What does not fit is refused before
 * it is made. An answer that many clients get at once, such as the package of a pass, counts once. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class SharedMemory {

    /** From here on a collector that keeps its heap in regions gives an array whole regions of its own. */
    private static final int LARGE = 512 << 10;

    private static final int REGION = 1 << 20;

    /** An answer of so few bytes is nobody else's: to look for it would cost more. */
    private static final int SMALL = 64 << 10;

    private final Runnable whenFull;
    private final IdentityHashMap<byte[], Integer> holders = new IdentityHashMap<>();
    private long left;

    /**
     * Makes a memory of which nothing is taken.
     *
     * @param bytes how many bytes there are
     * @param whenFull makes those who hold memory for long give it back; called where something was refused
     */
    public SharedMemory(long bytes, Runnable whenFull) {
        this.left = bytes;
        this.whenFull = whenFull;
    }

    /**
     * The memory that one request holds. Safe for use by many threads.
     *
     * @return a part in which nothing is held yet
     */
    public Part part() {
        return new Part();
    }

    private static long taken(long bytes) {
        return bytes < LARGE ? bytes : (bytes / REGION + 1) * REGION;
    }

    private void refuseIfFull(boolean full) {
        if (full) {
            whenFull.run();
            throw ApiException.overloaded("The server holds as many bodies and answers as its memory has room for.");
        }
    }

    /**
     * The memory that one request holds.
     *
     * @since 0.1
     */
    public final class Part implements PackageRoom {

        private long held;
        private byte[] answer = new byte[0];

        private Part() {}

        @Override
        public void take(long bytes) {
            boolean full;
            synchronized (SharedMemory.this) {
                long more = taken(bytes);
                full = more > left;
                if (!full) {
                    left -= more;
                    held += more;
                }
            }
            refuseIfFull(full);
        }

        /**
         * Gives back all that was taken for the work, and takes what the answer needs until it is sent.
         *
         * @param body the answer
         * @throws ApiException if there is no room for it; nothing is held then
         */
        public void answer(byte[] body) {
            boolean full;
            synchronized (SharedMemory.this) {
                release();
                boolean isThere = body.length >= SMALL && holders.containsKey(body);
                long more = isThere ? 0 : taken(body.length);
                full = more > left;
                if (!full) {
                    hold(body, more);
                }
            }
            refuseIfFull(full);
        }

        private void hold(byte[] body, long more) {
            left -= more;
            if (body.length < SMALL) {
                held = more;
            } else {
                answer = body;
                holders.merge(body, 1, Integer::sum);
            }
        }

        /** Gives back all. Calling it again does nothing. */
        public void release() {
            synchronized (SharedMemory.this) {
                left += held;
                held = 0;
                if (answer.length > 0 && holders.merge(answer, -1, SharedMemory::sumOrNone) == null) {
                    left += taken(answer.length);
                }
                answer = new byte[0];
            }
        }
    }

    @SuppressWarnings("NullAway") // of Map.merge, where null means that the entry goes
    private static Integer sumOrNone(Integer one, Integer another) {
        int sum = one + another;
        return sum == 0 ? null : sum;
    }
}
