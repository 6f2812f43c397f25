package io.serialpass.service;

import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import java.util.function.Function;

/**
 * The outcome of the question of a device which of its passes changed.
 *
 * @since 0.1
 */
public sealed interface UpdatedPassesOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
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
     * Some passes of the device changed.
     *
     * @param passes the serial numbers, and the tag that the device sends next time
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
     * No pass of the device changed.
     *
     * @param lastUpdated the tag that the device may send next time
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
