package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A push for a pass type. Its payload is an empty JSON object, as Apple's "Adding a Web Service to Update Passes" has it. Its
 * text form hides the token, which the one of Pushy's own class does not. Immutable.
 */
final class WalletPush implements ApnsPushNotification {

    private final String token;
    private final String topic;
    private final Instant expiration;
    private final DeliveryPriority priority;
    private final @Nullable PushType pushType;

    WalletPush(String token, String topic, Instant expiration, DeliveryPriority priority, @Nullable PushType pushType) {
        this.token = token;
        this.topic = topic;
        this.expiration = expiration;
        this.priority = priority;
        this.pushType = pushType;
    }

    @Override
    public String getToken() {
        return token;
    }

    @Override
    public String getPayload() {
        return "{}";
    }

    @Override
    public Instant getExpiration() {
        return expiration;
    }

    @Override
    public DeliveryPriority getPriority() {
        return priority;
    }

    @Override
    public @Nullable PushType getPushType() {
        return pushType;
    }

    @Override
    public String getTopic() {
        return topic;
    }

    @Override
    public @Nullable String getCollapseId() {
        // A device asks for all that changed whatever it was told, so that pushes need not replace each other.
        return null;
    }

    @Override
    public @Nullable UUID getApnsId() {
        return null;
    }

    @Override
    public String toString() {
        return "WalletPush[" + topic + "]";
    }
}
