package io.serialpass.storage;

/**
 * Errors that a task in the background meets. An executor would keep such an error to itself and never run the task again. So the
 * error goes where the one of a thread goes that ends by it: to the {@linkplain Thread#getUncaughtExceptionHandler() handler} of
 * the thread. The stand-alone server ends the process there; a program that embeds this library decides itself.
 *
 * @since 0.1
 */
public final class BackgroundErrors {

    private BackgroundErrors() {}

    /**
     * Tells the handler of the current thread of an error.
     *
     * @param error the error
     */
    public static void report(Error error) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }
}
