package io.serialpass.inventory;

import java.util.Locale;
import java.util.Optional;

/**
 * The status of a serial number: the place in its life.
 *
 * @since 0.1
 */
public enum SerialNumberStatus {
    /** In stock. */
    NEW(0),
    /** Promised to a customer. */
    RESERVED(1),
    /** With a customer. */
    SOLD(2);

    private final int code;

    SerialNumberStatus(int code) {
        this.code = code;
    }

    /**
     * The number by which stores keep the status and lists sort it. It never changes.
     *
     * @return 0, 1 or 2, in the order of a life
     */
    public int code() {
        return code;
    }

    /**
     * The status of a code.
     *
     * @param code a code of {@link #code()}
     * @return the status
     * @throws IllegalArgumentException if no status has the code
     */
    public static SerialNumberStatus ofCode(int code) {
        return switch (code) {
            case 0 -> NEW;
            case 1 -> RESERVED;
            case 2 -> SOLD;
            default -> throw new IllegalArgumentException("no status has the code " + code);
        };
    }

    /**
     * Whether a serial number may move from this status to another: NEW to RESERVED or SOLD, RESERVED to NEW or SOLD,
     * SOLD to NEW (a return). Staying is no move and always allowed.
     *
     * @param next the status wanted
     * @return true if it may
     */
    public boolean canBecome(SerialNumberStatus next) {
        return !(this == SOLD && next == RESERVED);
    }

    /**
     * Reads a status, in either case: Valomnia writes {@code new} in queries and {@code NEW} in answers.
     *
     * @param text the name of a status
     * @return the status; empty if the text names none
     */
    public static Optional<SerialNumberStatus> parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "NEW" -> Optional.of(NEW);
            case "RESERVED" -> Optional.of(RESERVED);
            case "SOLD" -> Optional.of(SOLD);
            default -> Optional.empty();
        };
    }
}
