package io.serialpass.storage;

/**
 * A storage that cannot be opened, for a reason that its operator can mend: a wrong URL, a file that is no store, a store
 * of a newer version, a directory that cannot be written. The message is one line for that operator.
 *
 * @since 0.1
 */
public final class UnusableStorageException extends StorageException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes a refusal.
     *
     * @param message what is wrong and what to do
     */
    public UnusableStorageException(String message) {
        super(message);
    }

    /**
     * Makes a refusal with its cause.
     *
     * @param message what is wrong and what to do
     * @param cause the cause
     */
    public UnusableStorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
