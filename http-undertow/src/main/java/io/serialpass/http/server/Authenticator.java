package io.serialpass.http.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Organization;
import io.serialpass.service.ApiTokenService;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds whom a request speaks for. Tokens that were found are remembered for some seconds by their hash, so that the
 * common request asks the store nothing and a token that was taken away soon stops working. Safe for use by many threads.
 */
public final class Authenticator {

    private static final String SCHEME = "bearer ";

    private final ApiTokenService tokens;
    private final Map<ApiTokenHash, Organization> configured;
    private final Cache<ApiTokenHash, Organization> found = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    /**
     * Makes an authenticator.
     *
     * @param tokens knows the store's tokens
     * @param configured tokens that are valid while this server runs, and are not in the store
     */
    public Authenticator(ApiTokenService tokens, Map<ApiToken, Organization> configured) {
        this.tokens = tokens;
        this.configured = configured.entrySet().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().hash(), Map.Entry::getValue));
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

    /** Whom a token speaks for, if that is known without asking the store. */
    Optional<Organization> remembered(ApiToken token) {
        ApiTokenHash hash = token.hash();
        return Optional.ofNullable(configured.get(hash)).or(() -> Optional.ofNullable(found.getIfPresent(hash)));
    }

    /**
     * Whom a token speaks for. Asks the store, so it must not be called on an I/O thread.
     *
     * @throws ApiException 401 if nobody knows it
     */
    Organization lookUp(ApiToken token) {
        Organization organization = tokens.organizationOf(token).orElseThrow(Authenticator::unauthorized);
        found.put(token.hash(), organization);
        return organization;
    }

    private static ApiException unauthorized() {
        return new ApiException(
                ErrorCode.UNAUTHORIZED,
                "A valid API token is needed in the header Authorization: Bearer <token>.",
                Map.of("WWW-Authenticate", "Bearer"));
    }
}
