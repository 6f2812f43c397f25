package io.serialpass.inventory;

import java.util.Arrays;
import java.util.Locale;

/**
 * What became of a run of an import.
 *
 * @since 0.1
 */
public enum ImportRunState {
    /** A server works on it. */
    RUNNING(1),
    /** It came to the end of its file. */
    DONE(2),
    /** Its server ended before it came to the end of its file. */
    STOPPED(3),
    /** The store or the file failed before it came to the end of its file. */
    FAILED(4);

    private final int code;

    ImportRunState(int code) {
        this.code = code;
    }

    /**
     * The number by which stores keep the state.
     *
     * @return the code, 1 or more
     */
    public int code() {
        return code;
    }

    /**
     * The name that clients know.
     *
     * @return for example {@code running}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state of a code.
     *
     * @param code a number that {@link #code()} gave
     * @return the state
     * @throws IllegalArgumentException if no state has the code
     */
    public static ImportRunState ofCode(int code) {
        return Arrays.stream(values())
                .filter(state -> state.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of an import has the code " + code));
    }
}
