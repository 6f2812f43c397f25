package io.serialpass.organization;

import io.serialpass.text.Texts;

/**
 * A pass type identifier, as Apple's developer portal registers it: for example {@code pass.com.example.ticket}.
 *
 * @param value 1 to 255 of {@code A-Z a-z 0-9 . _ -}
 * @since 0.1
 */
public record PassTypeIdentifier(String value) {

    /**
     * Checks the identifier.
     *
     * @param value 1 to 255 of {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalArgumentException if it breaks the rule
     */
    public PassTypeIdentifier {
        Texts.requireIdentifier(value, 255);
    }
}
