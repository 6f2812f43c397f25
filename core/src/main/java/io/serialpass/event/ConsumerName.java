package io.serialpass.event;

import io.serialpass.text.Texts;

/**
 * The name under which a store keeps how far a consumer has read the event log.
 *
 * @param value 1 to 100 of {@code A-Z a-z 0-9 . _ -}
 * @since 0.1
 */
public record ConsumerName(String value) {

    /**
     * Checks the name.
     *
     * @param value 1 to 100 of {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalArgumentException if it breaks the rule
     */
    public ConsumerName {
        Texts.requireIdentifier(value, 100);
    }
}
