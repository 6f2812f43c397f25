package io.serialpass.inventory;

import io.serialpass.text.Texts;

/**
 * The reference by which an organization knows an item, unique within the organization (case counts).
 *
 * @param value 1 to 128 characters, no control characters
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
}
