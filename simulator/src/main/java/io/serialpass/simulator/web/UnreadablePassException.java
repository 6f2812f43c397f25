package io.serialpass.simulator.web;

/**
 * Bytes that are no package of a pass with updates. Its message is a sentence that says what is missing.
 *
 * @since 0.1
 */
public final class UnreadablePassException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePassException(String message) {
        super(message);
    }

    UnreadablePassException(String message, Throwable cause) {
        super(message, cause);
    }
}
