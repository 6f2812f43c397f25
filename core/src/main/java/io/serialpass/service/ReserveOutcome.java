package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of reserving serial numbers.
 *
 * @since 0.1
 */
public sealed interface ReserveOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param reserved for all reserved
     * @param itemNotFound for no such item
     * @param insufficientStock for too few NEW ones
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Reserved, ? extends T> reserved,
            Function<? super ItemNotFound, ? extends T> itemNotFound,
            Function<? super InsufficientStock, ? extends T> insufficientStock);

    /**
     * They are RESERVED, and nobody else got the same ones.
     *
     * @param serialNumbers the serial numbers, oldest first
     */
    record Reserved(List<SerialNumber> serialNumbers) implements ReserveOutcome {
        @Override
        public <T> T match(
                Function<? super Reserved, ? extends T> reserved,
                Function<? super ItemNotFound, ? extends T> itemNotFound,
                Function<? super InsufficientStock, ? extends T> insufficientStock) {
            return reserved.apply(this);
        }
    }

    /** The organization has no such item. */
    record ItemNotFound() implements ReserveOutcome {
        @Override
        public <T> T match(
                Function<? super Reserved, ? extends T> reserved,
                Function<? super ItemNotFound, ? extends T> itemNotFound,
                Function<? super InsufficientStock, ? extends T> insufficientStock) {
            return itemNotFound.apply(this);
        }
    }

    /**
     * The item has too few NEW ones; nothing changed.
     *
     * @param available how many it has
     */
    record InsufficientStock(long available) implements ReserveOutcome {
        @Override
        public <T> T match(
                Function<? super Reserved, ? extends T> reserved,
                Function<? super ItemNotFound, ? extends T> itemNotFound,
                Function<? super InsufficientStock, ? extends T> insufficientStock) {
            return insufficientStock.apply(this);
        }
    }
}
