package io.serialpass.simulator.phone;

/**
 * What a phone did, or what came of it.
 *
 * @since 0.1
 */
public enum PhoneAction {
    /** It is registered for a pass. */
    REGISTERED,
    /** It is not registered for a pass any more. */
    UNREGISTERED,
    /** A push told it that something of a pass type is new. */
    TOLD,
    /** It asked what is new, and was told of passes. */
    LISTED,
    /** It asked what is new, and nothing was. */
    NOTHING_NEW,
    /** It fetched a package that it did not have. */
    FETCHED,
    /** It asked for a package, and has the newest. */
    UNCHANGED,
    /** A call failed. It is tried again, unless {@link #GAVE_UP} follows. */
    FAILED,
    /** A call failed so often that it is not tried again. */
    GAVE_UP,
    /** The server broke a rule of the protocol, and the phone says so in the server's log. */
    COMPLAINED,
    /** It cannot reach anybody. */
    WENT_OFFLINE,
    /** It can reach the server again. */
    CAME_BACK,
    /** The push service gave it another push token. */
    CHANGED_PUSH_TOKEN,
    /** Its user removed a pass. */
    DELETED
}
