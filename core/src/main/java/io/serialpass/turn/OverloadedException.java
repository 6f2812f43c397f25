package io.serialpass.turn;

/**
 * There is more to do than is taken on, or a turn is over before its work began. Nothing was done; a moment later it may be.
 *
 * @since 0.1
 */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message a sentence for the client
     */
    public OverloadedException(String message) {
        super(message);
    }
}
