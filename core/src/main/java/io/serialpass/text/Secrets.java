package io.serialpass.text;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes the texts that tokens are. Stateless and safe for use by many threads.
 *
 * @since 0.1
 */
public final class Secrets {

    /** How many characters a secret has. */
    public static final int LENGTH = 43;

    private static final int RANDOM_BYTES = 32;

    private Secrets() {}

    /**
     * Makes a secret of 256 random bits.
     *
     * @param random the source of randomness
     * @return {@value #LENGTH} characters that need no encoding in a header or a URL
     */
    public static String generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
