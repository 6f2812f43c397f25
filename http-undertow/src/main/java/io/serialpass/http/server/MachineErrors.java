package io.serialpass.http.server;

import io.serialpass.storage.BackgroundErrors;
import java.util.concurrent.TimeUnit;

/**
 * Errors of the virtual machine that requests meet, such as the lack of memory. One may be that of a single request, which is
 * refused, and the server goes on. Several in a short time are those of the whole process, and then it is not the request's to
 * decide. Takes no memory. Safe for use by many threads.
 */
final class MachineErrors {

    private static final int MOST = 3;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(10);

    private int met;
    private long first;

    /** Whether an error is one of the machine, and not of a request that is nested too deeply. */
    static boolean isOne(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** A request met one. */
    void met(Throwable thrown) {
        if (isOne(thrown) && count() && thrown instanceof Error error) {
            BackgroundErrors.report(error);
        }
    }

    /** True if this is one too many. */
    private synchronized boolean count() {
        long now = System.nanoTime();
        if (met == 0 || now - first > NANOS) {
            met = 0;
            first = now;
        }
        met++;
        return met >= MOST;
    }
}
