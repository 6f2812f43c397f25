package io.serialpass.service.push;

import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The outcome of asking that the devices of a pass be told again.
 *
 * @since 0.1
 */
public sealed interface PushRequestOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param requested for devices that are told soon; it is given how many there are
     * @param notFound for no such pass
     * @param waiting for pushes that are not sent now; it is given a sentence that says why, and what to do
     * @return the result of the function that was called
     */
    <T> T match(
            IntFunction<? extends T> requested,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super String, ? extends T> waiting);

    /**
     * The devices are told soon.
     *
     * @param devices how many; 0 where no device has registered the pass, or none can be pushed
     */
    record Requested(int devices) implements PushRequestOutcome {
        @Override
        public <T> T match(
                IntFunction<? extends T> requested,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super String, ? extends T> waiting) {
            return requested.apply(devices);
        }
    }

    /** The organization issued no such pass; nobody is told. */
    record NotFound() implements PushRequestOutcome {
        @Override
        public <T> T match(
                IntFunction<? extends T> requested,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super String, ? extends T> waiting) {
            return notFound.apply(this);
        }
    }

    /**
     * No push of the type is sent now, and none was asked for.
     *
     * @param reason why, and what to do
     */
    record Waiting(String reason) implements PushRequestOutcome {
        @Override
        public <T> T match(
                IntFunction<? extends T> requested,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super String, ? extends T> waiting) {
            return waiting.apply(reason);
        }
    }
}
