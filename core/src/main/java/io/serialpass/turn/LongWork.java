package io.serialpass.turn;

import io.serialpass.organization.Organization;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets few requests of the administration at once do work that takes a processor for long, such as looking at a package of 10
 * MB: one processor is left for phones. The others wait until their deadline, and organizations are served one after the other.
 * Safe for use by many threads.
 *
 * @since 0.1
 */
public final class LongWork {

    private final Gate<Optional<Organization>> gate;

    /**
     * Makes it.
     *
     * @param atOnce how many requests may be at it at once, 1 or more
     */
    public LongWork(int atOnce) {
        this.gate = new Gate<>(atOnce, FairQueue.mostOfOne(atOnce));
    }

    /**
     * As much as this machine can do beside the calls of phones.
     *
     * @return one less at once than there are processors, but one at least
     */
    public static LongWork ofThisMachine() {
        return new LongWork(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /**
     * Does work on the calling thread, when the {@linkplain Turn#current() thread's turn} has come. Work within work would wait for
     * itself, so there must be none.
     *
     * @param <T> the kind of result
     * @param work the work
     * @return the result of the work
     * @throws OverloadedException if the turn is over before that, or the thread is interrupted; nothing was done
     */
    public <T> T call(Supplier<T> work) {
        Turn turn = Turn.current();
        if (!enters(turn)) {
            throw new OverloadedException(
                    "The server was busy with packages of other requests for too long. Nothing was done.");
        }
        try {
            turn.requireTime(OverloadedException::new);
            return work.get();
        } finally {
            gate.leave(turn.organization());
        }
    }

    private boolean enters(Turn turn) {
        try {
            return gate.enter(turn.organization(), turn.remainingNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
