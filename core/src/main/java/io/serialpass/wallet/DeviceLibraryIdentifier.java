package io.serialpass.wallet;

import io.serialpass.text.Texts;

/**
 * The name that a device gives itself towards this server: Apple's {@code deviceLibraryIdentifier}. It may
 * change at any time, and
 * knowing it is all that the list of updated passes asks for.
 *
 * @param value 1 to 255 visible ASCII characters
 * @since 0.1
 */
public record DeviceLibraryIdentifier(String value) {

    /**
     * Checks the identifier.
     *
     * @param value 1 to 255 visible ASCII characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public DeviceLibraryIdentifier {
        Texts.requireVisibleAscii(value, 1, 255);
    }
}
