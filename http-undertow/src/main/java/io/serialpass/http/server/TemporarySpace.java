package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The place for temporary files, which may be full or out of order. Requests that need it are refused then. The log has one line of
 * it, and another one only after a minute in which nobody was refused. Safe for use by many threads.
 */
final class TemporarySpace {

    private static final Logger LOGGER = System.getLogger(TemporarySpace.class.getName());

    /** A place with less than this left is full: a piece of a body is smaller, but so is what is left where it did not fit. */
    private static final long FULL_BYTES = 1 << 20;

    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private long lastRefusal = System.nanoTime() - QUIET_NANOS;

    /** Writes to temporary files. */
    @FunctionalInterface
    interface Use {
        /**
         * Writes.
         *
         * @throws IOException if that fails
         */
        void write() throws IOException;
    }

    /**
     * Writes to temporary files.
     *
     * @throws ApiException 503 if that fails
     */
    void use(Use use) {
        try {
            use.write();
        } catch (IOException e) {
            Path directory = Path.of(System.getProperty("java.io.tmpdir"));
            String trouble = isFull(directory) ? "is full" : "cannot be written";
            if (isNews()) {
                LOGGER.log(
                        Level.ERROR,
                        "The temporary directory {0} {1}: {2}. Imports over HTTP are refused until it takes them again.",
                        directory,
                        trouble,
                        e.getMessage());
            }
            // The client has no use for the name of a directory of the server, or of a file in it.
            throw ApiException.unavailable("The temporary directory of the server " + trouble + ". Nothing was done.");
        }
    }

    private synchronized boolean isNews() {
        long now = System.nanoTime();
        boolean wasQuiet = now - lastRefusal >= QUIET_NANOS;
        lastRefusal = now;
        return wasQuiet;
    }

    private static boolean isFull(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < FULL_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
