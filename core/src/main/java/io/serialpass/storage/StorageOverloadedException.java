package io.serialpass.storage;

/**
 * The storage has more to do than it takes on; the same unit of work may succeed a little later. Nothing was done.
 *
 * @since 0.1
 */
public final class StorageOverloadedException extends StorageException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a refusal.
     *
     * @param message which limit was reached
     */
    public StorageOverloadedException(String message) {
        super(message);
    }

    /**
     * Makes a refusal with its cause.
     *
     * @param message which limit was reached
     * @param cause the cause
     */
    public StorageOverloadedException(String message, Throwable cause) {
        super(message, cause);
    }
}
