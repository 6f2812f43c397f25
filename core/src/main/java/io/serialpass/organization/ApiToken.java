package io.serialpass.organization;

import io.serialpass.text.Secrets;
import io.serialpass.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The secret that a back-office program sends as {@code Authorization: Bearer <secret>}. Its text form hides the secret,
 * so that it cannot reach a log by accident.
 *
 * <p>A token that is made here begins with {@value #PREFIX}, so that programs which look for secrets in files find it, and ends
 * with a checksum, so that a mistyped one is told from an unknown one without a store. Tokens of other forms are as good.
 *
 * @param secret the secret itself
 * @since 0.1
 */
public record ApiToken(String secret) {

    /** The beginning of each token that is made here. */
    public static final String PREFIX = "serialpass_";

    /** Base64 of the 32 bits of a CRC. */
    private static final int CHECKSUM_LENGTH = 6;

    private static final int LENGTH = PREFIX.length() + Secrets.LENGTH + CHECKSUM_LENGTH;

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
     * @return a new token of 60 characters that need no encoding in a header or a URL
     */
    public static ApiToken generate(SecureRandom random) {
        String unchecked = PREFIX + Secrets.generate(random);
        return new ApiToken(unchecked + checksum(unchecked));
    }

    /**
     * Tells whether this was to be a token that is made here, and is none: a character is wrong, or the token is not whole.
     *
     * @return true if the token begins as those that are made here, and its length or its checksum does not fit
     */
    public boolean isMistyped() {
        if (!secret.startsWith(PREFIX)) {
            return false;
        }
        if (secret.length() != LENGTH) {
            return true;
        }
        String unchecked = secret.substring(0, LENGTH - CHECKSUM_LENGTH);
        return !secret.endsWith(checksum(unchecked));
    }

    private static String checksum(String unchecked) {
        CRC32 crc = new CRC32();
        crc.update(unchecked.getBytes(StandardCharsets.UTF_8));
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
