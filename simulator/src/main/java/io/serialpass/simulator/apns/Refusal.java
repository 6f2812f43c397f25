package io.serialpass.simulator.apns;

/**
 * Why a request breaks a rule, in APNs' words.
 *
 * @param status the status
 * @param reason the reason
 */
record Refusal(int status, String reason) {

    PushReaction reaction() {
        return PushReaction.refuse(status, reason);
    }
}
