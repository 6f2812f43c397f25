package io.serialpass.http.cli;

import io.serialpass.http.server.HttpListener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * Ends the process where a thread met an error that it cannot go on from, such as the lack of memory: a process without one of its
 * threads listens and does not work, and whoever supervises it would not see that. A thread of the listener is never started again,
 * so any exception that ends it counts as such an error; other threads are, and their exceptions are logged. What was acknowledged
 * is in the store. The handler takes no memory before the process ends, since there may be none.
 */
final class EndingHandler implements Thread.UncaughtExceptionHandler {

    /** The status that the process ends with. */
    static final int STATUS = 4;

    private static final Logger LOGGER = System.getLogger(EndingHandler.class.getName());

    private final byte[] message =
            "serialpass: a thread met an error that it cannot go on from; the process ends with status 4. Start it again.\n"
                    .getBytes(StandardCharsets.UTF_8);
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof Error) && !HttpListener.isItsThread(thread)) {
            LOGGER.log(Level.ERROR, "The thread " + thread.getName() + " ended by a fault", thrown);
            return;
        }
        try {
            err.write(message);
            thrown.printStackTrace();
        } catch (IOException | RuntimeException | Error e) {
            // There is nowhere to tell of it.
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
