package io.serialpass.service;

import io.serialpass.wallet.Pass;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of uploading a package.
 *
 * @since 0.1
 */
public sealed interface UploadOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param accepted for a package that phones fetch from now on
     * @param notFound for no such pass
     * @param invalid for bytes that are no package of the pass
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Accepted, ? extends T> accepted,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super Invalid, ? extends T> invalid);

    /**
     * Phones fetch this package from now on. If they did before, nothing changed.
     *
     * @param pass the pass as it is now
     */
    record Accepted(Pass pass) implements UploadOutcome {
        @Override
        public <T> T match(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Invalid, ? extends T> invalid) {
            return accepted.apply(this);
        }
    }

    /** The organization issued no such pass; nothing changed. */
    record NotFound() implements UploadOutcome {
        @Override
        public <T> T match(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Invalid, ? extends T> invalid) {
            return notFound.apply(this);
        }
    }

    /**
     * It is not a package of this pass; nothing changed.
     *
     * @param problems what is wrong with it, at least one sentence
     */
    record Invalid(List<String> problems) implements UploadOutcome {
        @Override
        public <T> T match(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Invalid, ? extends T> invalid) {
            return invalid.apply(this);
        }
    }
}
