package io.serialpass.http.adoption;

/**
 * Another server's database cannot be read. The message is a sentence for the operator and holds no secret.
 *
 * @since 0.1
 */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourceException(String message) {
        super(message);
    }

    SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
