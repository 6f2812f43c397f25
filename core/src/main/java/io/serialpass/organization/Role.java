package io.serialpass.organization;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rights of a caller within its organization.
 *
 * @since 0.1
 */
public enum Role {
    /** May redeem passes at a gate, and neither read nor change anything else. */
    SCANNER(1, "scan"),
    /** May read all but API tokens and the audit trail. */
    READER(2, "read"),
    /** May change serial numbers, items and passes too, and redeem passes. */
    WRITER(3, "write"),
    /** May change all that belongs to the organization: API tokens, webhooks and pass types too. */
    ADMINISTRATOR(4, "admin");

    private final int code;
    private final String label;

    Role(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /**
     * The number by which stores keep the role. It never changes.
     *
     * @return 1 or more
     */
    public int code() {
        return code;
    }

    /**
     * The name that clients know.
     *
     * @return for example {@code read}
     */
    public String label() {
        return label;
    }

    /**
     * The role of a code.
     *
     * @param code a number that {@link #code()} gave
     * @return the role
     * @throws IllegalArgumentException if no role has the code
     */
    public static Role ofCode(int code) {
        return Arrays.stream(values())
                .filter(role -> role.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role has the code " + code));
    }

    /**
     * The role of a name.
     *
     * @param label a name that {@link #label()} gave
     * @return the role; empty if no role has the name
     */
    public static Optional<Role> ofLabel(String label) {
        return Arrays.stream(values()).filter(role -> role.label.equals(label)).findFirst();
    }

    /**
     * Tells whether this role has all rights of another role. A writer and an administrator may do all that the roles before
     * them may; a scanner and a reader have nothing in common.
     *
     * @param needed the role that is needed
     * @return true if it may
     */
    public boolean includes(Role needed) {
        return switch (this) {
            case SCANNER, READER -> this == needed;
            case WRITER, ADMINISTRATOR -> compareTo(needed) >= 0;
        };
    }
}
