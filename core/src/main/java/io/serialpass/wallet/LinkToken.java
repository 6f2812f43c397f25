package io.serialpass.wallet;

import io.serialpass.text.Secrets;
import io.serialpass.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The secret part of a link by which a customer gets passes. Whoever has it gets them, so its text form hides it.
 *
 * @param secret the secret
 * @since 0.1
 */
public record LinkToken(String secret) {

    /**
     * Makes a token of 256 random bits.
     *
     * @param random the source of randomness
     * @return a new token of {@value Secrets#LENGTH} characters that need no encoding in a URL
     */
    public static LinkToken generate(SecureRandom random) {
        return new LinkToken(Secrets.generate(random));
    }

    /**
     * The hash that a store keeps in place of the secret.
     *
     * @return the SHA-256 of the secret's UTF-8 bytes
     */
    public LinkHash hash() {
        return new LinkHash(Sha256.hex(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "LinkToken[hidden]";
    }
}
