package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberStatus;
import java.util.function.Function;

/**
 * The outcome of changing a serial number.
 *
 * @since 0.1
 */
public sealed interface SerialNumberUpdateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param updated for a serial number that is as asked for
     * @param notFound for no such serial number
     * @param notUnique for a value that is taken
     * @param invalidTransition for a move that its life does not have
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Updated, ? extends T> updated,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super NotUnique, ? extends T> notUnique,
            Function<? super InvalidTransition, ? extends T> invalidTransition);

    /**
     * The row is as the caller asked. If it was so before, nothing changed, {@code lastUpdated} included.
     *
     * @param serialNumber the serial number as it is now
     */
    record Updated(SerialNumber serialNumber) implements SerialNumberUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super InvalidTransition, ? extends T> invalidTransition) {
            return updated.apply(this);
        }
    }

    /** The organization has no such serial number. */
    record NotFound() implements SerialNumberUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super InvalidTransition, ? extends T> invalidTransition) {
            return notFound.apply(this);
        }
    }

    /** The item has another serial number of that value; nothing changed. */
    record NotUnique() implements SerialNumberUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super InvalidTransition, ? extends T> invalidTransition) {
            return notUnique.apply(this);
        }
    }

    /**
     * Its life has no such move; nothing changed.
     *
     * @param from the status that it has
     * @param to the status asked for
     */
    record InvalidTransition(SerialNumberStatus from, SerialNumberStatus to) implements SerialNumberUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super InvalidTransition, ? extends T> invalidTransition) {
            return invalidTransition.apply(this);
        }
    }
}
