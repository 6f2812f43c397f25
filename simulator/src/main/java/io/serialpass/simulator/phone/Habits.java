package io.serialpass.simulator.phone;

/**
 * What the users of a fleet do, each as the share of the phones that do it once: 0 for none, 1 for all. Immutable.
 *
 * @param offline the share that goes offline for a while
 * @param changeToken the share that gets another push token
 * @param delete the share whose user deletes a pass
 * @since 0.1
 */
public record Habits(double offline, double changeToken, double delete) {

    /** Nobody does anything. */
    public static final Habits NONE = new Habits(0, 0, 0);

    /**
     * Checks the shares.
     *
     * @param offline the share that goes offline
     * @param changeToken the share that gets another push token
     * @param delete the share that deletes
     * @throws IllegalArgumentException if one is not 0 to 1
     */
    public Habits {
        require(offline);
        require(changeToken);
        require(delete);
    }

    private static void require(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share must be 0 to 1");
        }
    }
}
