package io.serialpass.organization;

import io.serialpass.text.Texts;

/**
 * The name that a client gives to one of its requests, so that the request can be sent again without being carried out again.
 *
 * @param value 1 to 255 visible ASCII characters, of the client's choice
 * @since 0.1
 */
public record IdempotencyKey(String value) {

    /**
     * Checks the key.
     *
     * @param value 1 to 255 visible ASCII characters
     * @throws IllegalArgumentException if it breaks the rule
     */
    public IdempotencyKey {
        Texts.requireVisibleAscii(value, 1, 255);
    }
}
