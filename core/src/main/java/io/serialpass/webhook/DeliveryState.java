package io.serialpass.webhook;

import java.util.Arrays;

/**
 * How far the delivery of a message has come. Each state has a name for clients and a code for stores; neither ever changes.
 *
 * @since 0.1
 */
public enum DeliveryState {
    /** It was not tried yet, or is to be sent again on demand. */
    PENDING(1, "pending", true),
    /** The receiver has taken it. */
    DELIVERED(2, "delivered", false),
    /** The receiver did not take it; it will be tried again. */
    FAILED(3, "failed", true),
    /** The receiver did not take it, and it will not be tried again by itself. */
    GIVEN_UP(4, "givenUp", false);

    private final int code;
    private final String label;
    private final boolean open;

    DeliveryState(int code, String label, boolean open) {
        this.code = code;
        this.label = label;
        this.open = open;
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
     * @return for example {@code pending}
     */
    public String label() {
        return label;
    }

    /**
     * Whether it is to be tried yet.
     *
     * @return true for {@link #PENDING} and {@link #FAILED}
     */
    public boolean isOpen() {
        return open;
    }

    /**
     * The state of a code.
     *
     * @param code a number that {@link #code()} gave
     * @return the state
     * @throws IllegalArgumentException if no state has the code
     */
    public static DeliveryState ofCode(int code) {
        return Arrays.stream(values())
                .filter(state -> state.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a delivery has the code " + code));
    }
}
