package io.serialpass.http.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Buckets;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Caller;
import io.serialpass.organization.IssuedToken;
import io.serialpass.service.ApiTokenCheck;
import io.serialpass.service.ApiTokenService;
import io.serialpass.service.ApiTokenUses;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the caller of a request by its API token, and refuses a token that is used too often. Tokens that were found are remembered
 * for some seconds by their hash, so that the common request asks the store nothing and a token that was revoked elsewhere soon
 * stops working. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Authenticator {

    private static final String SCHEME = "bearer ";

    private static final String NEEDED = "A valid API token is needed in the header Authorization: Bearer <token>.";

    private static final String MISTYPED = "The API token is mistyped or not whole. " + NEEDED;

    private final ApiTokenService tokens;
    private final ApiTokenUses uses;
    private final Buckets<ApiTokenHash> rates;
    private final Cache<ApiTokenHash, Found> found = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    /**
     * A caller that is remembered.
     *
     * @param caller the caller
     * @param revocations how many tokens had been revoked here when it was looked for
     */
    private record Found(Caller caller, long revocations) {}

    /**
     * Makes an authenticator.
     *
     * @param tokens knows the tokens
     * @param uses is told when they are used
     * @param rate how often each may be used
     */
    public Authenticator(ApiTokenService tokens, ApiTokenUses uses, RateLimiter.Rate rate) {
        this.tokens = tokens;
        this.uses = uses;
        this.rates = new Buckets<>(rate);
    }

    /**
     * The token in an {@code Authorization} header.
     *
     * @param header the header's value; may be empty
     * @return the token
     * @throws ApiException 401 if there is none
     */
    static ApiToken token(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw unauthorized(NEEDED);
        }
        String secret = header.substring(SCHEME.length()).strip();
        if (secret.isEmpty()) {
            throw unauthorized(NEEDED);
        }
        return new ApiToken(secret);
    }

    /**
     * Who shows a token, if that is known without asking the store.
     *
     * @throws ApiException 401 if it is known that it speaks for nobody, 429 if it is used too often
     */
    Optional<Caller> remembered(ApiToken token) {
        Optional<Caller> caller = remembered(token.hash());
        if (caller.isEmpty() && token.isMistyped()) {
            throw unauthorized(MISTYPED);
        }
        return caller;
    }

    /**
     * The same for a token that was shown before, of which only the hash is known.
     *
     * @throws ApiException 401 if it is known that it speaks for nobody, 429 if it is used too often
     */
    Optional<Caller> remembered(ApiTokenHash hash) {
        Optional<Caller> caller = tokens.configured(hash).or(() -> found(hash));
        return caller.map(known -> admitted(hash, tokens.check(known)));
    }

    private Optional<Caller> found(ApiTokenHash hash) {
        return Optional.ofNullable(found.getIfPresent(hash))
                .filter(known -> known.revocations() == tokens.revocations())
                .map(Found::caller);
    }

    /**
     * Who shows a token. Asks the store, so it must not be called on an I/O thread.
     *
     * @throws ApiException 401 if it speaks for nobody, 429 if it is used too often
     */
    Caller lookUp(ApiTokenHash hash) {
        long revocations = tokens.revocations();
        ApiTokenCheck check = tokens.check(hash);
        Caller caller = admitted(hash, check);
        found.put(hash, new Found(caller, revocations));
        return caller;
    }

    private Caller admitted(ApiTokenHash hash, ApiTokenCheck check) {
        Caller caller = check.match(
                ApiTokenCheck.Valid::caller,
                expired -> {
                    throw unauthorized("The API token expired at " + Dates.format(expired.since()) + ".");
                },
                unknown -> {
                    throw unauthorized(NEEDED);
                });
        if (!rates.allows(hash)) {
            throw ApiException.tooManyWithToken();
        }
        caller.token().map(IssuedToken::id).ifPresent(uses::note);
        return caller;
    }

    private static ApiException unauthorized(String description) {
        return new ApiException(ErrorCode.UNAUTHORIZED, description, Map.of("WWW-Authenticate", "Bearer"));
    }
}
