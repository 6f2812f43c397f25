package io.serialpass.event;

import java.util.Arrays;

/**
 * The kinds of things that are counted for each hour. Each has a name for clients and a code for stores; neither ever changes.
 *
 * @since 0.1
 */
public enum ActivityKind {
    /** A device registered a pass that it had not registered. */
    REGISTRATION(1, "registrations"),
    /** A pass was changed for phones. A change of all passes of a type or of an item counts once. */
    UPDATE(2, "updates"),
    /** The push service took a push. */
    PUSH(3, "pushes"),
    /** A device fetched a pass, or asked for it and has its newest version already. */
    FETCH(4, "fetches");

    private final int code;
    private final String label;

    ActivityKind(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /**
     * The number by which stores keep the kind.
     *
     * @return the code, 1 or more
     */
    public int code() {
        return code;
    }

    /**
     * The name that clients know.
     *
     * @return for example {@code registrations}
     */
    public String label() {
        return label;
    }

    /**
     * The kind of a code.
     *
     * @param code a number that {@link #code()} gave
     * @return the kind
     * @throws IllegalArgumentException if no kind has the code
     */
    public static ActivityKind ofCode(int code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of activity has the code " + code));
    }
}
