package io.serialpass.storage;

import java.util.Objects;

/**
 * The store cannot be worked with at present, for a reason outside of the unit of work: its disk is full, another program
 * keeps it locked, its file was moved. The same unit of work may succeed once an operator, or time, has removed the reason.
 * Nothing was done, unless the message says otherwise.
 *
 * <p>The message is a sentence for a client: it names the reason, and neither the path of the store nor what it holds. The
 * storage itself logs the reason with its details, once when it begins and once when it ends.
 *
 * @since 0.1
 */
public final class StorageUnavailableException extends StorageException {

    private static final long serialVersionUID = 1L;

    /** The kind of reason. */
    private final Reason reason;

    /**
     * The kinds of reasons that keep a store from being worked with.
     *
     * @since 0.1
     */
    public enum Reason {
        /** Another program keeps the store locked for longer than the storage waits. */
        LOCKED,
        /** There is no room left for the store. */
        FULL,
        /** The store holds pages that differ from those that were written. */
        DAMAGED,
        /** The store's file is not where it was opened: it was moved, replaced or removed. */
        MOVED,
        /** The store cannot be read or written: the disk reports errors, or became read-only. */
        UNREACHABLE,
        /** The storage's own writer has ended, or has worked on one write for too long. */
        STUCK
    }

    /**
     * Makes a refusal.
     *
     * @param reason the kind of reason
     * @param message a sentence for a client that names the reason
     */
    public StorageUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Makes a refusal with its cause.
     *
     * @param reason the kind of reason
     * @param message a sentence for a client that names the reason
     * @param cause the cause, for the log
     */
    public StorageUnavailableException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * The sentence for a client.
     *
     * @return the message
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * The kind of reason.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
