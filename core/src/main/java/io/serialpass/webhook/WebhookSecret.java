package io.serialpass.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that the messages to a receiver are signed with: {@value #PREFIX} and base64, as Standard Webhooks writes it. Its text
 * form hides the secret, so that it cannot reach a log by accident.
 *
 * @param value {@value #PREFIX} and the base64 of {@value #FEWEST_BYTES} to {@value #MOST_BYTES} bytes
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 * @since 0.1
 */
public record WebhookSecret(String value) {

    /** How each secret begins. */
    public static final String PREFIX = "whsec_";

    /** The fewest bytes of a key. */
    public static final int FEWEST_BYTES = 24;

    /** The most bytes of a key. */
    public static final int MOST_BYTES = 64;

    private static final int RANDOM_BYTES = 32;

    /**
     * Checks the secret.
     *
     * @param value {@value #PREFIX} and the base64 of {@value #FEWEST_BYTES} to {@value #MOST_BYTES} bytes
     * @throws IllegalArgumentException if it is none; the message does not show it
     */
    public WebhookSecret {
        if (!isSecret(value)) {
            throw new IllegalArgumentException(
                    "must be " + PREFIX + " and the base64 of " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes");
        }
    }

    private static boolean isSecret(String value) {
        // The length comes first: a text of a megabyte is not decoded.
        if (!value.startsWith(PREFIX) || value.length() > PREFIX.length() + 4 * MOST_BYTES) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(value.substring(PREFIX.length())).length;
            return FEWEST_BYTES <= bytes && bytes <= MOST_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Makes a secret of 256 random bits.
     *
     * @param random the source of randomness
     * @return the secret
     */
    public static WebhookSecret generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * The key of the signature.
     *
     * @return the bytes that the base64 stands for
     */
    public byte[] key() {
        return Base64.getDecoder().decode(value.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return "WebhookSecret[hidden]";
    }
}
