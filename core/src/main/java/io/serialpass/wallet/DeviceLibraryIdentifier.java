package io.serialpass.wallet;

import java.util.regex.Pattern;

/**
 * What a device calls itself towards this server: Apple's {@code deviceLibraryIdentifier}. It may change at any time, and
 * knowing it is all that the list of updated passes asks for.
 *
 * @param value 1 to 255 visible ASCII characters
 */
public record DeviceLibraryIdentifier(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[!-~]{1,255}");

    /**
     * Checks the identifier.
     *
     * @param value 1 to 255 visible ASCII characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public DeviceLibraryIdentifier {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 255 visible ASCII characters");
        }
    }
}
