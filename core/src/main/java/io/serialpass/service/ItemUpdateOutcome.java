package io.serialpass.service;

import io.serialpass.inventory.Item;
import java.util.function.Function;

/**
 * The outcome of changing an item.
 *
 * @since 0.1
 */
public sealed interface ItemUpdateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param updated for an item that is as asked for
     * @param notFound for no such item
     * @param notUnique for a reference that is taken
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Updated, ? extends T> updated,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super NotUnique, ? extends T> notUnique);

    /**
     * The row is as the caller asked. If it was so before, nothing changed, {@code lastUpdated} included.
     *
     * @param item the item as it is now
     */
    record Updated(Item item) implements ItemUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique) {
            return updated.apply(this);
        }
    }

    /** The organization has no such item. */
    record NotFound() implements ItemUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique) {
            return notFound.apply(this);
        }
    }

    /** Another item of the organization has the reference; nothing changed. */
    record NotUnique() implements ItemUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique) {
            return notUnique.apply(this);
        }
    }
}
