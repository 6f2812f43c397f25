package io.serialpass.service;

import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import java.util.function.Function;

/**
 * The answer to a device that asks what is new to it, told in full.
 *
 * @since 0.1
 */
public sealed interface UpdatedPassesOutcome {

    /**
     * Does what fits the outcome. An outcome that is added later does not compile until every caller knows it.
     *
     * @param <T> the kind of result
     * @param updated for passes that are new to the device
     * @param nothingNew for none that is
     * @param notRegistered for a device without a pass of the type
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Updated, ? extends T> updated,
            Function<? super NothingNew, ? extends T> nothingNew,
            Function<? super NotRegistered, ? extends T> notRegistered);

    /**
     * Some of its passes are.
     *
     * @param passes which, and what the device is to send next time
     */
    record Updated(UpdatedPasses passes) implements UpdatedPassesOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NothingNew, ? extends T> nothingNew,
                Function<? super NotRegistered, ? extends T> notRegistered) {
            return updated.apply(this);
        }
    }

    /**
     * None of its passes is.
     *
     * @param lastUpdated what the device may send next time
     */
    record NothingNew(UpdateTag lastUpdated) implements UpdatedPassesOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NothingNew, ? extends T> nothingNew,
                Function<? super NotRegistered, ? extends T> notRegistered) {
            return nothingNew.apply(this);
        }
    }

    /** The device registered no pass of the type. */
    record NotRegistered() implements UpdatedPassesOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NothingNew, ? extends T> nothingNew,
                Function<? super NotRegistered, ? extends T> notRegistered) {
            return notRegistered.apply(this);
        }
    }
}
