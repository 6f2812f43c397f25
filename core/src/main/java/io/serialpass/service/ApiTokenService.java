package io.serialpass.service;

import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Keeps API tokens. Safe for use by many threads. */
public final class ApiTokenService {

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;

    /**
     * Makes a service over a store.
     *
     * @param storage the store, which stays the caller's to close
     * @param clock the source of the time a token is made
     * @param random the source of secrets
     */
    public ApiTokenService(Storage storage, Clock clock, SecureRandom random) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Finds whom a token speaks for.
     *
     * @param token the token that a client sent
     * @return the organization; empty for an unknown token
     */
    public Optional<Organization> organizationOf(ApiToken token) {
        return storage.read(view -> view.apiTokens().organizationOf(token.hash()));
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
