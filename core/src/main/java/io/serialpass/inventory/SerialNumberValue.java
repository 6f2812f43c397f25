package io.serialpass.inventory;

import io.serialpass.text.Texts;

/**
 * The text that is printed on the thing: unique per organization and item (case counts). The constructor takes what a store
 * may hold, which in stores of earlier versions can begin or end with white space; {@link #of} takes what is new.
 *
 * @param value 1 to 128 characters, no control characters
 * @since 0.1
 */
public record SerialNumberValue(String value) {

    /**
     * Makes a value as a store holds it.
     *
     * @param value 1 to 128 characters, no control characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public SerialNumberValue {
        Texts.requireLine(value, 128);
    }

    /**
     * Makes a value as somebody gives it.
     *
     * @param value 1 to 128 characters, no control characters, no white space at either end
     * @return the value
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static SerialNumberValue of(String value) {
        SerialNumberValue checked = new SerialNumberValue(value);
        Texts.requireVisibleEnds(value);
        return checked;
    }
}
