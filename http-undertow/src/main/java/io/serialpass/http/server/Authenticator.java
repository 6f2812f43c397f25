package io.serialpass.http.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Caller;
import io.serialpass.service.ApiTokenService;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the caller of a request by its API token. Tokens that were found are remembered for some seconds by their hash, so that the
 * common request asks the store nothing and a token that was taken away soon stops working. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Authenticator {

    private static final String SCHEME = "bearer ";

    private final ApiTokenService tokens;
    private final Cache<ApiTokenHash, Caller> found = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    /**
     * Makes an authenticator.
     *
     * @param tokens knows the tokens
     */
    public Authenticator(ApiTokenService tokens) {
        this.tokens = tokens;
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
            throw unauthorized();
        }
        String secret = header.substring(SCHEME.length()).strip();
        if (secret.isEmpty()) {
            throw unauthorized();
        }
        return new ApiToken(secret);
    }

    /** Who shows a token, if that is known without asking the store. */
    Optional<Caller> remembered(ApiToken token) {
        ApiTokenHash hash = token.hash();
        return tokens.configured(hash).or(() -> Optional.ofNullable(found.getIfPresent(hash)));
    }

    /**
     * Who shows a token. Asks the store, so it must not be called on an I/O thread.
     *
     * @throws ApiException 401 if nobody knows it
     */
    Caller lookUp(ApiToken token) {
        ApiTokenHash hash = token.hash();
        Caller caller = tokens.callerOf(hash).orElseThrow(Authenticator::unauthorized);
        found.put(hash, caller);
        return caller;
    }

    private static ApiException unauthorized() {
        return new ApiException(
                ErrorCode.UNAUTHORIZED,
                "A valid API token is needed in the header Authorization: Bearer <token>.",
                Map.of("WWW-Authenticate", "Bearer"));
    }
}
