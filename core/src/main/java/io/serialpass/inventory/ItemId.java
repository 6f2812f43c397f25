package io.serialpass.inventory;

import java.util.function.Function;

/**
 * The id of an item, given by the store and never used again.
 *
 * @param value any 64-bit integer; ids that a store gives are positive and grow
 * @since 0.1
 */
public record ItemId(long value) implements ItemKey {

    @Override
    public <T> T match(
            Function<? super ItemId, ? extends T> id, Function<? super ItemReference, ? extends T> reference) {
        return id.apply(this);
    }
}
