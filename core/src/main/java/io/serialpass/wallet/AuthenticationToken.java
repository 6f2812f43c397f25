package io.serialpass.wallet;

import io.serialpass.text.Secrets;
import io.serialpass.text.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * The secret that a pass carries as {@code authenticationToken}, and that whoever holds the pass shows. It never changes in
 * the pass's life: a device that missed an update still has the old pass. Its text form hides it, so that it cannot reach a
 * log by accident.
 *
 * @param value the secret
 * @since 0.1
 */
public record AuthenticationToken(String value) {

    /**
     * Takes a secret that an issuer chose: for passes that are in phones already.
     *
     * @param value 16 to 255 visible ASCII characters; Apple asks for 16 at least
     * @return the token
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static AuthenticationToken chosen(String value) {
        return new AuthenticationToken(Texts.requireVisibleAscii(value, 16, 255));
    }

    /**
     * Takes the secret of a pass that another server issued: a phone shows the secret that it was given, so the secret stays as
     * it is.
     *
     * @param value 1 to 255 characters, no control characters
     * @return the token
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static AuthenticationToken adopted(String value) {
        return new AuthenticationToken(Texts.requireLine(value, 255));
    }

    /**
     * Makes a token of 256 random bits.
     *
     * @param random the source of randomness
     * @return a new token of 43 characters that need no encoding in a header or a URL
     */
    public static AuthenticationToken generate(SecureRandom random) {
        return new AuthenticationToken(Secrets.generate(random));
    }

    /**
     * Compares the secrets, in a time that does not tell how much of them is the same.
     *
     * @param other another token
     * @return true if they are the same
     */
    public boolean matches(AuthenticationToken other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AuthenticationToken[hidden]";
    }
}
