package io.serialpass.service;

import io.serialpass.organization.Caller;
import java.time.Instant;
import java.util.function.Function;

/**
 * The outcome of a look at an API token.
 *
 * @since 0.1
 */
public sealed interface ApiTokenCheck {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param valid for a token that speaks for an organization
     * @param expired for a token that did so once
     * @param unknown for a token that was never issued, or was revoked
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Valid, ? extends T> valid,
            Function<? super Expired, ? extends T> expired,
            Function<? super Unknown, ? extends T> unknown);

    /**
     * The token speaks for an organization.
     *
     * @param caller whoever shows it
     */
    record Valid(Caller caller) implements ApiTokenCheck {
        @Override
        public <T> T match(
                Function<? super Valid, ? extends T> valid,
                Function<? super Expired, ? extends T> expired,
                Function<? super Unknown, ? extends T> unknown) {
            return valid.apply(this);
        }
    }

    /**
     * The token is refused since a time.
     *
     * @param since the time
     */
    record Expired(Instant since) implements ApiTokenCheck {
        @Override
        public <T> T match(
                Function<? super Valid, ? extends T> valid,
                Function<? super Expired, ? extends T> expired,
                Function<? super Unknown, ? extends T> unknown) {
            return expired.apply(this);
        }
    }

    /** Nobody knows the token. */
    record Unknown() implements ApiTokenCheck {
        @Override
        public <T> T match(
                Function<? super Valid, ? extends T> valid,
                Function<? super Expired, ? extends T> expired,
                Function<? super Unknown, ? extends T> unknown) {
            return unknown.apply(this);
        }
    }
}
