package io.serialpass.wallet.apple.signing;

/**
 * A key cannot be used now.
 *
 * @since 0.1
 */
public final class SigningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message a sentence for whoever runs the program, without a secret in it
     * @param cause the exception that was thrown
     */
    public SigningException(String message, Throwable cause) {
        super(message, cause);
    }
}
