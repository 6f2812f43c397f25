package io.serialpass.organization;

import java.util.regex.Pattern;

/**
 * A pass type identifier, as Apple's developer portal registers it: for example {@code pass.com.example.ticket}.
 *
 * @param value 1 to 255 of {@code A-Z a-z 0-9 . _ -}
 */
public record PassTypeIdentifier(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    /**
     * Checks the identifier.
     *
     * @param value 1 to 255 of {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalArgumentException if it breaks the rule
     */
    public PassTypeIdentifier {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 255 of A-Z a-z 0-9 . _ -");
        }
    }
}
