package io.serialpass.organization;

import io.serialpass.text.Secrets;
import io.serialpass.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The secret that a back-office program sends as {@code Authorization: Bearer <secret>}. Its text form hides the secret,
 * so that it cannot reach a log by accident.
 *
 * @param secret the secret itself
 * @since 0.1
 */
public record ApiToken(String secret) {

    /**
     * Checks that there is a secret.
     *
     * @param secret the secret itself
     * @throws IllegalArgumentException if it is empty
     */
    public ApiToken {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
    }

    /**
     * Makes a token of 256 random bits.
     *
     * @param random the source of randomness
     * @return a new token of 43 characters that need no encoding in a header or a URL
     */
    public static ApiToken generate(SecureRandom random) {
        return new ApiToken(Secrets.generate(random));
    }

    /**
     * The hash that a store keeps in place of the secret.
     *
     * @return the SHA-256 of the secret's UTF-8 bytes
     */
    public ApiTokenHash hash() {
        return new ApiTokenHash(Sha256.hex(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "ApiToken[hidden]";
    }
}
