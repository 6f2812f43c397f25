package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassId;

/** A call that a phone has to make. Two that are equal are one. */
sealed interface PhoneTask {

    /** Registers for a pass. */
    record Register(PassId pass) implements PhoneTask {}

    /** Ends the registration for a pass that the phone does not hold any more. */
    record Unregister(PassInPhone gone) implements PhoneTask {}

    /** Asks what is new of a type. */
    record List(PassTypeIdentifier type) implements PhoneTask {}

    /** Fetches a pass: one that the server named, or one whose user pulled it down. */
    record Fetch(PassId pass, boolean isListed) implements PhoneTask {}

    /** Sends what the phone has to complain of. */
    record Log() implements PhoneTask {}
}
