package io.serialpass.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash SHA-256.
 *
 * @since 0.1
 */
public final class Sha256 {

    private Sha256() {}

    /**
     * Hashes some bytes.
     *
     * @param bytes the bytes
     * @return 64 lower-case hexadecimal digits
     */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /**
     * Hashes some bytes.
     *
     * @param bytes the bytes
     * @return the 32 bytes of the hash
     */
    public static byte[] bytes(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
