package io.serialpass.storage;

/**
 * A fault of a storage: the disk is full, the database does not answer, a file is damaged.
 *
 * @since 0.1
 */
public class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a fault.
     *
     * @param message what happened and what to do
     */
    public StorageException(String message) {
        super(message);
    }

    /**
     * Makes a fault with its cause.
     *
     * @param message what happened and what to do
     * @param cause the cause
     */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
