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

    /** Whether the time was over. */
    private final boolean isLate;

    NoAnswerException(String message) {
        super(message);
        this.isLate = false;
    }

    NoAnswerException(String message, Throwable cause, boolean isLate) {
        super(message, cause);
        this.isLate = isLate;
    }

    /**
     * Tells whether the time was over, rather than that somebody closed the connection or there was none.
     *
     * @return true where the server may be at work yet
     */
    public boolean isLate() {
        return isLate;
    }
}
