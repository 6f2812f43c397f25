package io.serialpass.wallet;

import io.serialpass.text.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * The SHA-256 of the message that a scanner reads from a barcode. Stores find passes by it, so that a long message takes no
 * more room than a short one. A text counts as its bytes in UTF-8.
 *
 * @param hex 64 lower-case hexadecimal digits
 * @since 0.1
 */
public record BarcodeHash(String hex) {

    /**
     * Hashes what a scanner read.
     *
     * @param message the bytes
     * @return their hash
     */
    public static BarcodeHash of(byte[] message) {
        return new BarcodeHash(Sha256.hex(message));
    }

    /**
     * Hashes what a scanner read as text.
     *
     * @param message the text
     * @return the hash of its bytes in UTF-8
     */
    public static BarcodeHash of(String message) {
        return of(message.getBytes(StandardCharsets.UTF_8));
    }
}
