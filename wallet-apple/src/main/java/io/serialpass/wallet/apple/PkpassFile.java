package io.serialpass.wallet.apple;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A file of a package, with the facts that the manifest and the archive need.
 *
 * @param name its name
 * @param content its bytes
 * @param sha1 its SHA-1 hash, in lower-case hexadecimal digits
 * @param crc its CRC-32
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
record PkpassFile(String name, byte[] content, String sha1, long crc) {

    static PkpassFile of(String name, byte[] content) {
        return new PkpassFile(name, content, sha1(content), crc(content));
    }

    /** A file that is not in the manifest. */
    static PkpassFile unlisted(String name, byte[] content) {
        return new PkpassFile(name, content, "", crc(content));
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
