package io.serialpass.wallet;

/**
 * A certificate, a key, or a file of them cannot be used.
 *
 * @since 0.1
 */
public final class UnusableCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says which and why.
     *
     * @param message a sentence for whoever runs the program, without a secret in it
     */
    public UnusableCertificateException(String message) {
        super(message);
    }

    /**
     * Says which and why.
     *
     * @param message a sentence for whoever runs the program, without a secret in it
     * @param cause the exception that was thrown
     */
    public UnusableCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
