package io.serialpass.service.push;

/**
 * How far a device has come with the newest version of a pass.
 *
 * @since 0.1
 */
public enum DeviceState {
    /** The pass has no package: there is nothing to fetch. */
    NO_PACKAGE("noPackage"),
    /** The device, or another one that holds the pass, has fetched the newest version since it was told. */
    FETCHED("fetched"),
    /** The device asked after the change, and the newest version was not fetched since. */
    ASKED("asked"),
    /** The push service took the push, and the device did not ask since. */
    SENT("sent"),
    /** The device registered after the change, and asks by itself. */
    REGISTERED("registered"),
    /** The last push failed, and the next attempt has its time. */
    RETRYING("retrying"),
    /** The push is in the queue. */
    QUEUED("queued"),
    /** Pushes of the type wait, for the certificate or the push service. */
    WAITING("waiting"),
    /** The push service does not take the token, or no push service can have given it. */
    UNREACHABLE("unreachable"),
    /** Attempts were given up. The next change is told. */
    GIVEN_UP("givenUp");

    private final String label;

    DeviceState(String label) {
        this.label = label;
    }

    /**
     * The name that clients know.
     *
     * @return for example {@code sent}
     */
    public String label() {
        return label;
    }
}
