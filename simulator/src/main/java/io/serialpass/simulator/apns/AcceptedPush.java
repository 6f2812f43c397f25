package io.serialpass.simulator.apns;

import java.time.Instant;
import java.util.Optional;

/**
 * A push that the stand-in took. Immutable. Its text form hides the token.
 *
 * @param token the push token as it stood in the path, hexadecimal digits
 * @param topic the pass type
 * @param pushType the push type, such as {@code alert}
 * @param priority 1, 5 or 10
 * @param expiration until when APNs would keep it for a device that is offline; empty where it would not keep it
 * @since 0.1
 */
public record AcceptedPush(String token, String topic, String pushType, int priority, Optional<Instant> expiration) {

    @Override
    public String toString() {
        return "AcceptedPush[topic=" + topic + ", pushType=" + pushType + ", priority=" + priority + "]";
    }
}
