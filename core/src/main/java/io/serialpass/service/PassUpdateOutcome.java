package io.serialpass.service;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of changing a pass.
 *
 * @since 0.1
 */
public sealed interface PassUpdateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param updated for a pass that is as asked for
     * @param notFound for no such pass
     * @param refused for a package that Wallet would refuse
     * @param notAllowed for fields that a pass cannot hold
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Updated, ? extends T> updated,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super Refused, ? extends T> refused,
            Function<? super NotAllowed, ? extends T> notAllowed);

    /**
     * The row is as the caller asked. If it was so before, nothing changed.
     *
     * @param pass the pass as it is now
     */
    record Updated(Pass pass) implements PassUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Refused, ? extends T> refused,
                Function<? super NotAllowed, ? extends T> notAllowed) {
            return updated.apply(this);
        }
    }

    /** The organization issued no such pass; nothing changed. */
    record NotFound() implements PassUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Refused, ? extends T> refused,
                Function<? super NotAllowed, ? extends T> notAllowed) {
            return notFound.apply(this);
        }
    }

    /**
     * With such data the template gives a package that Wallet would refuse; nothing changed.
     *
     * @param findings why
     */
    record Refused(List<Finding> findings) implements PassUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Refused, ? extends T> refused,
                Function<? super NotAllowed, ? extends T> notAllowed) {
            return refused.apply(this);
        }
    }

    /**
     * A pass cannot hold such fields; nothing changed.
     *
     * @param rule what is allowed, as the end of a sentence that begins with the name of the fields
     */
    record NotAllowed(String rule) implements PassUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Refused, ? extends T> refused,
                Function<? super NotAllowed, ? extends T> notAllowed) {
            return notAllowed.apply(this);
        }
    }
}
