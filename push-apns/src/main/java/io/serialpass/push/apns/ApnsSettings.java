package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.DeliveryPriority;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a sender was built with. Immutable. */
record ApnsSettings(
        ApnsCredentials credentials,
        Optional<ApnsTokenKey> tokenKey,
        Clock clock,
        String host,
        int port,
        List<X509Certificate> trusted,
        ApnsPushType pushType,
        DeliveryPriority priority,
        Duration expiration,
        Duration deadline,
        Duration pause,
        int mostUnderWay,
        int mostGivenUp,
        int mostConnections) {}
