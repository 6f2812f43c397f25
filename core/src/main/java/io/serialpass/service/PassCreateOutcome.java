package io.serialpass.service;

import io.serialpass.wallet.Pass;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of issuing passes.
 *
 * @since 0.1
 */
public sealed interface PassCreateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param created for all issued
     * @param failed for one that could not be issued
     * @return the result of the function that was called
     */
    <T> T match(Function<? super Created, ? extends T> created, Function<? super Failed, ? extends T> failed);

    /**
     * All are there.
     *
     * @param passes the passes, with their authentication tokens, in the order given
     */
    record Created(List<Pass> passes) implements PassCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created, Function<? super Failed, ? extends T> failed) {
            return created.apply(this);
        }
    }

    /**
     * One could not be issued; nothing changed.
     *
     * @param position which one, from 0
     * @param reason why
     */
    record Failed(int position, PassCreateFailure reason) implements PassCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created, Function<? super Failed, ? extends T> failed) {
            return failed.apply(this);
        }
    }
}
