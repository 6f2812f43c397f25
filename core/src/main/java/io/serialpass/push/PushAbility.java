package io.serialpass.push;

/**
 * Whether the pushes of a pass type can be sent. Immutable.
 *
 * @param isOn whether they can
 * @param credentials tells the certificate or key that they would be sent with from every other one, so that a fault of one is
 *     not held against the next; empty if it is off
 * @param reason a sentence that says why they cannot, and what to do; empty if they can
 * @since 0.1
 */
public record PushAbility(boolean isOn, String credentials, String reason) {

    /**
     * Says that pushes can be sent.
     *
     * @param credentials tells the certificate or key from every other one, such as a fingerprint
     * @return the ability
     */
    public static PushAbility on(String credentials) {
        return new PushAbility(true, credentials, "");
    }

    /**
     * Says that pushes cannot be sent.
     *
     * @param reason a sentence that says why, and what to do
     * @return the ability
     */
    public static PushAbility off(String reason) {
        return new PushAbility(false, "", reason);
    }
}
