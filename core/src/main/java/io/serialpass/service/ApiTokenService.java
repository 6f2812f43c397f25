package io.serialpass.service;

import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps API tokens. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApiTokenService {

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<ApiTokenHash, Caller> configured;

    /**
     * Makes a service over a store.
     *
     * @param storage the store, which stays the caller's to close
     * @param clock the source of the time a token is made
     * @param random the source of secrets
     * @param configured tokens that are valid as long as this service is used, and are not in the store
     */
    public ApiTokenService(Storage storage, Clock clock, SecureRandom random, Map<ApiToken, Organization> configured) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
        this.configured = configured.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().hash(), entry -> Caller.administrator(entry.getValue())));
    }

    /**
     * Finds whom a token speaks for without asking the store.
     *
     * @param token the hash of the token that a client sent
     * @return the caller; empty unless it is one of the configured tokens
     */
    public Optional<Caller> configured(ApiTokenHash token) {
        return Optional.ofNullable(configured.get(token));
    }

    /**
     * Finds whom a token speaks for.
     *
     * @param token the hash of the token that a client sent
     * @return the caller; empty for an unknown token
     */
    public Optional<Caller> callerOf(ApiTokenHash token) {
        return configured(token)
                .or(() -> storage.read(view -> view.apiTokens().organizationOf(token))
                        .map(Caller::administrator));
    }

    /**
     * Makes the store's first token. The store keeps its hash only: this is the one time that the secret is seen.
     *
     * @param organization whom it is to speak for
     * @return the token; empty where the store has one already, of any organization
     */
    public Optional<ApiToken> createFirst(Organization organization) {
        ApiToken token = ApiToken.generate(random);
        return storage.write(tx -> {
            if (!tx.apiTokens().isEmpty()) {
                return Optional.empty();
            }
            tx.apiTokens().insert(token.hash(), organization, Moments.now(clock));
            return Optional.of(token);
        });
    }
}
