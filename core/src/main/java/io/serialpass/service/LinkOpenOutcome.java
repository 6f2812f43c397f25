package io.serialpass.service;

import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of opening a link.
 *
 * @since 0.1
 */
public sealed interface LinkOpenOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param open for a link that leads to passes
     * @param ended for a link that leads to nothing any more
     * @param unknown for no link
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Open, ? extends T> open,
            Function<? super Ended, ? extends T> ended,
            Function<? super Unknown, ? extends T> unknown);

    /**
     * A link that leads to passes.
     *
     * @param link the link
     * @param passes its passes that are still there, 1 or more, in the order of the link
     * @param isReady whether each of them has a package
     * @param webServiceUrl where phones reach the server, without a slash at its end; empty if nobody has said
     */
    record Open(PassLink link, List<PassId> passes, boolean isReady, Optional<String> webServiceUrl)
            implements LinkOpenOutcome {
        @Override
        public <T> T match(
                Function<? super Open, ? extends T> open,
                Function<? super Ended, ? extends T> ended,
                Function<? super Unknown, ? extends T> unknown) {
            return open.apply(this);
        }
    }

    /** A link that has ended or was revoked, or whose passes are all deleted. */
    record Ended() implements LinkOpenOutcome {
        @Override
        public <T> T match(
                Function<? super Open, ? extends T> open,
                Function<? super Ended, ? extends T> ended,
                Function<? super Unknown, ? extends T> unknown) {
            return ended.apply(this);
        }
    }

    /** No link has this secret. */
    record Unknown() implements LinkOpenOutcome {
        @Override
        public <T> T match(
                Function<? super Open, ? extends T> open,
                Function<? super Ended, ? extends T> ended,
                Function<? super Unknown, ? extends T> unknown) {
            return unknown.apply(this);
        }
    }
}
