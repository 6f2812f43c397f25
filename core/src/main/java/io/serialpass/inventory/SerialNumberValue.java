package io.serialpass.inventory;

import io.serialpass.text.Texts;

/**
 * What is printed on the thing: unique per organization and item (case counts).
 *
 * @param value 1 to 128 characters, no control characters
 */
public record SerialNumberValue(String value) {

    /**
     * Checks the value.
     *
     * @param value 1 to 128 characters, no control characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public SerialNumberValue {
        Texts.requireLine(value, 128);
    }
}
