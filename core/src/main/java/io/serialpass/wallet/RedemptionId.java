package io.serialpass.wallet;

import io.serialpass.text.Texts;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The name of one redemption. Whoever redeemed a pass is told it, and needs it to undo that. Nobody can guess it.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @since 0.1
 */
public record RedemptionId(String value) {

    private static final int RANDOM_BYTES = 16;

    /**
     * Checks the name.
     *
     * @param value 1 to 64 of {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalArgumentException if it breaks the rule
     */
    public RedemptionId {
        Texts.requireIdentifier(value, 64);
    }

    /**
     * Makes a new one of 128 random bits.
     *
     * @param random the source of randomness
     * @return a name that no other redemption has
     */
    public static RedemptionId generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new RedemptionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
