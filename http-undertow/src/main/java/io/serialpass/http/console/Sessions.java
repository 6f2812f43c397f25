package io.serialpass.http.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.text.Secrets;
import io.serialpass.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The sessions of this server. They are in memory only, so that none outlives the server. A session is found by the hash of the
 * secret in its cookie: nobody can find a secret by trying its first characters, and a copy of the memory holds no cookie. If there
 * are too many sessions, the one that was not used for the longest time ends. Safe for use by many threads.
 */
final class Sessions {

    private static final int MOST = 2_000;

    /** Whoever leaves a browser open is signed out. */
    private static final Duration IDLE = Duration.ofHours(1);

    /** A stolen cookie is worth nothing the next day. */
    static final Duration LONGEST = Duration.ofHours(12);

    private final Clock clock;
    private final SecureRandom random;
    private final Cache<String, Session> open;

    Sessions(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        this.open = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(IDLE)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Begins a session and gives the secret of its cookie. */
    String begin(ApiTokenHash token) {
        String secret = Secrets.generate(random);
        open.put(
                key(secret),
                new Session(token, Secrets.generate(random), clock.instant().plus(LONGEST)));
        return secret;
    }

    Optional<Session> find(String secret) {
        return Optional.ofNullable(open.getIfPresent(key(secret)))
                .filter(session -> clock.instant().isBefore(session.end()));
    }

    void end(String secret) {
        open.invalidate(key(secret));
    }

    private static String key(String secret) {
        return Sha256.hex(secret.getBytes(StandardCharsets.UTF_8));
    }
}
