package io.serialpass.service;

import io.serialpass.wallet.LinkToken;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of making a link.
 *
 * @since 0.1
 */
public sealed interface LinkCreateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param created for a new link
     * @param notFound for an unknown pass
     * @param past for an end that is not in the future
     * @param tooLate for an end that is too far away
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Created, ? extends T> created,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super Past, ? extends T> past,
            Function<? super TooLate, ? extends T> tooLate);

    /**
     * The new link.
     *
     * @param link the link
     * @param token its secret
     * @param webServiceUrl where phones reach the server, without a slash at its end; empty if nobody has said
     */
    record Created(PassLink link, LinkToken token, Optional<String> webServiceUrl) implements LinkCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Past, ? extends T> past,
                Function<? super TooLate, ? extends T> tooLate) {
            return created.apply(this);
        }
    }

    /**
     * The organization issued no such pass; nothing was made.
     *
     * @param pass the pass that is not there
     */
    record NotFound(PassId pass) implements LinkCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Past, ? extends T> past,
                Function<? super TooLate, ? extends T> tooLate) {
            return notFound.apply(this);
        }
    }

    /** The end is not in the future; nothing was made. */
    record Past() implements LinkCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Past, ? extends T> past,
                Function<? super TooLate, ? extends T> tooLate) {
            return past.apply(this);
        }
    }

    /**
     * The end is too far away; nothing was made.
     *
     * @param most how long a link is open at most
     */
    record TooLate(Duration most) implements LinkCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Past, ? extends T> past,
                Function<? super TooLate, ? extends T> tooLate) {
            return tooLate.apply(this);
        }
    }
}
