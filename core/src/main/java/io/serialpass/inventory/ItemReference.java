package io.serialpass.inventory;

import io.serialpass.text.Texts;
import java.util.function.Function;

/**
 * The reference by which an organization knows an item, unique within the organization (case counts).
 *
 * @param value 1 to 128 characters, no control characters
 * @since 0.1
 */
public record ItemReference(String value) implements ItemKey {

    /**
     * Checks the reference.
     *
     * @param value 1 to 128 characters, no control characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public ItemReference {
        Texts.requireLine(value, 128);
    }

    @Override
    public <T> T match(
            Function<? super ItemId, ? extends T> id, Function<? super ItemReference, ? extends T> reference) {
        return reference.apply(this);
    }
}
