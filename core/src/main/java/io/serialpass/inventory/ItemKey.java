package io.serialpass.inventory;

import java.util.function.Function;

/**
 * The name of an item: the store's id, or the organization's own reference (Valomnia's {@code useExternalId}).
 *
 * @since 0.1
 */
public sealed interface ItemKey permits ItemId, ItemReference {

    /**
     * Calls the function that belongs to the kind of name. A kind that is added later does not compile until every caller knows
     * it.
     *
     * @param <T> the kind of result
     * @param id for the store's id
     * @param reference for the organization's reference
     * @return the result of the function that was called
     */
    <T> T match(Function<? super ItemId, ? extends T> id, Function<? super ItemReference, ? extends T> reference);
}
