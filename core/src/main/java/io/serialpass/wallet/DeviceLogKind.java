package io.serialpass.wallet;

/**
 * The kinds of messages that devices log, of those whose shape is known.
 *
 * @since 0.1
 */
public enum DeviceLogKind {
    /** A registration failed. */
    REGISTER(1, "register"),
    /** An unregistration failed. */
    UNREGISTER(2, "unregister"),
    /** The list of updated passes failed. */
    LIST(3, "list"),
    /** A fetch of a pass failed. */
    FETCH(4, "fetch"),
    /** The list named a pass that the device did not register. */
    UNREGISTERED_PASS(5, "unregisteredPass"),
    /** The list named a pass that had not changed. */
    UNCHANGED_PASS(6, "unchangedPass"),
    /** A fetch gave the pass whole that the device had already. */
    IGNORED_IF_MODIFIED_SINCE(7, "ignoredIfModifiedSince"),
    /** A fetch gave a pass without Last-Modified. */
    MISSING_LAST_MODIFIED(8, "missingLastModified");

    private final int code;
    private final String label;

    DeviceLogKind(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /**
     * The number that a store keeps.
     *
     * @return the number, which never changes
     */
    public int code() {
        return code;
    }

    /**
     * The kind as a client reads it.
     *
     * @return for example {@code unchangedPass}
     */
    public String label() {
        return label;
    }

    /**
     * Finds a kind by its number.
     *
     * @param code the number that a store kept
     * @return the kind
     * @throws IllegalArgumentException if there is none
     */
    public static DeviceLogKind ofCode(int code) {
        for (DeviceLogKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of device log has the number " + code);
    }
}
