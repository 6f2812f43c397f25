package io.serialpass.service;

import io.serialpass.inventory.SerialNumberStatus;
import java.util.function.Function;

/**
 * The outcome of deleting a serial number.
 *
 * @since 0.1
 */
public sealed interface SerialNumberDeleteOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param deleted for a serial number that is gone
     * @param notFound for no such serial number
     * @param inUse for one that a customer has or was promised
     * @param tiedToPass for one that a pass is tied to
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Deleted, ? extends T> deleted,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super InUse, ? extends T> inUse,
            Function<? super TiedToPass, ? extends T> tiedToPass);

    /** It is gone. */
    record Deleted() implements SerialNumberDeleteOutcome {
        @Override
        public <T> T match(
                Function<? super Deleted, ? extends T> deleted,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super InUse, ? extends T> inUse,
                Function<? super TiedToPass, ? extends T> tiedToPass) {
            return deleted.apply(this);
        }
    }

    /** The organization has no such serial number. */
    record NotFound() implements SerialNumberDeleteOutcome {
        @Override
        public <T> T match(
                Function<? super Deleted, ? extends T> deleted,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super InUse, ? extends T> inUse,
                Function<? super TiedToPass, ? extends T> tiedToPass) {
            return notFound.apply(this);
        }
    }

    /**
     * A customer has it or was promised it; nothing changed.
     *
     * @param status the status that it has
     */
    record InUse(SerialNumberStatus status) implements SerialNumberDeleteOutcome {
        @Override
        public <T> T match(
                Function<? super Deleted, ? extends T> deleted,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super InUse, ? extends T> inUse,
                Function<? super TiedToPass, ? extends T> tiedToPass) {
            return inUse.apply(this);
        }
    }

    /** A pass is tied to it; nothing changed. */
    record TiedToPass() implements SerialNumberDeleteOutcome {
        @Override
        public <T> T match(
                Function<? super Deleted, ? extends T> deleted,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super InUse, ? extends T> inUse,
                Function<? super TiedToPass, ? extends T> tiedToPass) {
            return tiedToPass.apply(this);
        }
    }
}
