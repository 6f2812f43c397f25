package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberValue;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of creating serial numbers.
 *
 * @since 0.1
 */
public sealed interface SerialNumberCreateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param created for all created
     * @param itemNotFound for no such item
     * @param notUnique for a value that is taken
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Created, ? extends T> created,
            Function<? super ItemNotFound, ? extends T> itemNotFound,
            Function<? super NotUnique, ? extends T> notUnique);

    /**
     * All are there.
     *
     * @param serialNumbers the serial numbers, in the order given
     */
    record Created(List<SerialNumber> serialNumbers) implements SerialNumberCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super ItemNotFound, ? extends T> itemNotFound,
                Function<? super NotUnique, ? extends T> notUnique) {
            return created.apply(this);
        }
    }

    /** The organization has no such item; nothing changed. */
    record ItemNotFound() implements SerialNumberCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super ItemNotFound, ? extends T> itemNotFound,
                Function<? super NotUnique, ? extends T> notUnique) {
            return itemNotFound.apply(this);
        }
    }

    /**
     * The item has the value already, or it was given twice; nothing changed.
     *
     * @param value the first such value
     */
    record NotUnique(SerialNumberValue value) implements SerialNumberCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super ItemNotFound, ? extends T> itemNotFound,
                Function<? super NotUnique, ? extends T> notUnique) {
            return notUnique.apply(this);
        }
    }
}
