package io.serialpass.service;

import io.serialpass.organization.ApiToken;
import io.serialpass.organization.IssuedToken;
import java.util.function.Function;

/**
 * The outcome of issuing an API token.
 *
 * @since 0.1
 */
public sealed interface ApiTokenCreateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param created for a token that was issued
     * @param past for one that would be expired at once
     * @param tooMany for an organization that has enough tokens
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Created, ? extends T> created,
            Function<? super Past, ? extends T> past,
            Function<? super TooMany, ? extends T> tooMany);

    /**
     * The token was issued.
     *
     * @param token the token as the store knows it
     * @param secret the token itself, which is shown this once
     */
    record Created(IssuedToken token, ApiToken secret) implements ApiTokenCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super Past, ? extends T> past,
                Function<? super TooMany, ? extends T> tooMany) {
            return created.apply(this);
        }
    }

    /** The token would be expired at once. */
    record Past() implements ApiTokenCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super Past, ? extends T> past,
                Function<? super TooMany, ? extends T> tooMany) {
            return past.apply(this);
        }
    }

    /**
     * The organization has enough tokens.
     *
     * @param most how many it may have
     */
    record TooMany(int most) implements ApiTokenCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super Past, ? extends T> past,
                Function<? super TooMany, ? extends T> tooMany) {
            return tooMany.apply(this);
        }
    }
}
