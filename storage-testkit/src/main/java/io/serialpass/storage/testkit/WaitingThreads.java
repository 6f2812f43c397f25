package io.serialpass.storage.testkit;

import java.util.function.BooleanSupplier;

/**
 * Tells of threads from outside whether they wait.
 *
 * @since 0.1
 */
public final class WaitingThreads {

    private WaitingThreads() {}

    /**
     * Returns once a thread waits, with a deadline or without one, for whatever it is.
     *
     * @param thread the thread
     * @param orElse a reason for which it need not wait any more, such as that it has ended
     */
    public static void await(Thread thread, BooleanSupplier orElse) {
        while (!isWaiting(thread) && !orElse.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }
}
