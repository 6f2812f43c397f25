package io.serialpass.organization;

import io.serialpass.text.Texts;

/**
 * An organization, by its name: the owner of items, serial numbers and passes. It sees and changes its own rows only.
 *
 * @param name 1 to 128 characters, no control characters
 * @since 0.1
 */
public record Organization(String name) {

    /**
     * Checks the name.
     *
     * @param name 1 to 128 characters, no control characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public Organization {
        Texts.requireLine(name, 128);
    }
}
