package io.serialpass.simulator.web;

import java.io.IOException;

/**
 * A request that got no whole answer: nobody listens, the connection broke, the time was over, or the answer was too large. Its
 * message is a sentence that says which.
 *
 * @since 0.1
 */
public final class NoAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
