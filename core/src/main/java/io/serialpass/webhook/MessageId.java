package io.serialpass.webhook;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The name of a message, by which its receiver knows one that it has had already. A receiver reads it in the header {@code
 * webhook-id}. It stays the same however often the message is sent, as Standard Webhooks demands.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}: no full stop, which would make the signed text ambiguous
 * @since 0.1
 */
public record MessageId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int RANDOM_BYTES = 16;

    /**
     * Checks the name.
     *
     * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}
     * @throws IllegalArgumentException if it breaks the rule
     */
    public MessageId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    /**
     * Makes a new one. It is random: a number of the store would come twice after a backup was restored, and the receiver would
     * drop the second message.
     *
     * @param random the source of randomness
     * @return a name that no other message has
     */
    public static MessageId generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new MessageId("msg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
