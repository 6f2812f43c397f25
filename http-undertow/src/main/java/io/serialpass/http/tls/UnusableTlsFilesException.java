package io.serialpass.http.tls;

/**
 * A certificate or its key cannot be used. The message is a sentence that names the file and says what to do.
 *
 * @since 0.1
 */
public final class UnusableTlsFilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message a sentence that names the file
     */
    UnusableTlsFilesException(String message) {
        super(message);
    }

    /**
     * Makes one.
     *
     * @param message a sentence that names the file
     * @param cause what was thrown
     */
    UnusableTlsFilesException(String message, Throwable cause) {
        super(message, cause);
    }
}
