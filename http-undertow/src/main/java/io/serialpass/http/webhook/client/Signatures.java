package io.serialpass.http.webhook.client;

import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as Standard Webhooks has it: HMAC-SHA256 of id, time and body with full stops between. Stateless and safe for use by
 * many threads.
 */
final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /** The header {@code webhook-signature}: one signature for each secret, with blanks between. */
    static String header(List<WebhookSecret> secrets, MessageId message, long seconds, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + sign(secret, message, seconds, body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(WebhookSecret secret, MessageId message, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update((message.value() + "." + seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM + ", which takes any key", e);
        }
    }
}
