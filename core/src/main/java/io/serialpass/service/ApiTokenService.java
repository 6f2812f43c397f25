package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.Caller;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.Organization;
import io.serialpass.organization.Role;
import io.serialpass.query.Page;
import io.serialpass.storage.Storage;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Keeps API tokens. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApiTokenService {

    /** The most tokens of an organization. */
    public static final int MOST_TOKENS = 1_000;

    private static final String FIRST = "first";

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<ApiTokenHash, Caller> configured;
    private final AtomicLong revocations = new AtomicLong();

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock tells when a token is issued, and whether one is expired
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
     * @return the caller, or why there is none
     */
    public ApiTokenCheck check(ApiTokenHash token) {
        return configured(token)
                .or(() -> storage.read(view -> view.apiTokens().find(token)).map(Caller::of))
                .map(this::check)
                .orElseGet(ApiTokenCheck.Unknown::new);
    }

    /**
     * Looks at the token of a caller once more, without asking the store.
     *
     * @param caller the caller that an earlier look found
     * @return the same caller, or that its token has expired since
     */
    public ApiTokenCheck check(Caller caller) {
        return caller.token()
                .flatMap(token -> token.details().expirationDate())
                .filter(since -> !clock.instant().isBefore(since))
                .<ApiTokenCheck>map(ApiTokenCheck.Expired::new)
                .orElseGet(() -> new ApiTokenCheck.Valid(caller));
    }

    /**
     * Counts the tokens that were revoked here, so that whoever remembers callers knows when to ask again.
     *
     * @return a number that grows with each
     */
    public long revocations() {
        return revocations.get();
    }

    /**
     * Issues a token. The store keeps its hash only: this is the one time that the secret is seen.
     *
     * @param organization the organization that the token will belong to
     * @param details its name, rights and end
     * @return the outcome
     */
    public ApiTokenCreateOutcome create(Organization organization, ApiTokenDetails details) {
        ApiToken secret = ApiToken.generate(random);
        return storage.write(tx -> {
            Instant now = Moments.now(clock);
            if (details.isExpiredAt(now)) {
                return new ApiTokenCreateOutcome.Past();
            }
            if (tx.apiTokens().count(organization) >= MOST_TOKENS) {
                return new ApiTokenCreateOutcome.TooMany(MOST_TOKENS);
            }
            IssuedToken token = tx.apiTokens().insert(organization, secret.hash(), details, now);
            Events.ofToken(tx, EventType.API_TOKEN_CREATED, token, now);
            return new ApiTokenCreateOutcome.Created(token, secret);
        });
    }

    /**
     * Issues the first token of an organization, an administrator's without an end.
     *
     * @param organization the organization that the token will belong to
     * @return the token; empty if the organization has one already
     */
    public Optional<ApiToken> createFirst(Organization organization) {
        ApiToken secret = ApiToken.generate(random);
        return storage.write(tx -> {
            if (tx.apiTokens().count(organization) > 0) {
                return Optional.empty();
            }
            ApiTokenDetails details = new ApiTokenDetails(FIRST, Role.ADMINISTRATOR, Optional.empty());
            Instant now = Moments.now(clock);
            IssuedToken token = tx.apiTokens().insert(organization, secret.hash(), details, now);
            Events.ofToken(tx, EventType.API_TOKEN_CREATED, token, now);
            return Optional.of(secret);
        });
    }

    /**
     * Finds a token.
     *
     * @param organization whose
     * @param id its id
     * @return the token; empty if the organization has none such
     */
    public Optional<IssuedToken> find(Organization organization, ApiTokenId id) {
        return storage.read(view -> view.apiTokens().find(organization, id));
    }

    /**
     * Lists tokens, expired ones included.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    public Page<IssuedToken> list(IssuedTokenQuery query) {
        return storage.read(view -> view.apiTokens().list(query));
    }

    /**
     * Revokes a token, which is refused from now on. Other programs on the store may take it for some seconds more.
     *
     * @param organization whose
     * @param id its id
     * @return false if the organization has none such
     */
    public boolean revoke(Organization organization, ApiTokenId id) {
        boolean revoked = storage.write(tx -> {
            Optional<IssuedToken> found = tx.apiTokens().find(organization, id);
            found.ifPresent(token -> {
                tx.apiTokens().delete(id);
                Events.ofToken(tx, EventType.API_TOKEN_REVOKED, token, Moments.now(clock));
            });
            return found.isPresent();
        });
        revocations.incrementAndGet();
        return revoked;
    }
}
