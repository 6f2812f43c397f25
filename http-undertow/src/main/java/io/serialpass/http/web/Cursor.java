package io.serialpass.http.web;

import io.serialpass.query.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A position as a client carries it: opaque, and bound to its list by a check sum. The sum is against mistakes (a cursor of
 * another list, a cut one); a forged cursor would show its maker nothing but rows of his own list.
 */
final class Cursor {

    private static final int SUM_BYTES = 12;
    private static final int ID_BYTES = Long.BYTES;

    private Cursor() {}

    static String encode(Position position, String list) {
        byte[] content = content(position);
        byte[] all = ByteBuffer.allocate(SUM_BYTES + content.length)
                .put(sum(content, list))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Empty for a text that {@link #encode} did not give for the same list. */
    static Optional<Position> decode(String cursor, String list) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (all.length < SUM_BYTES + ID_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(all, SUM_BYTES, all.length);
        Position position = new Position(
                new String(content, ID_BYTES, content.length - ID_BYTES, StandardCharsets.UTF_8),
                ByteBuffer.wrap(content).getLong());
        return encode(position, list).equals(cursor) ? Optional.of(position) : Optional.empty();
    }

    private static byte[] content(Position position) {
        byte[] key = position.key().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(ID_BYTES + key.length)
                .putLong(position.id())
                .put(key)
                .array();
    }

    private static byte[] sum(byte[] content, String list) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content);
            digest.update(list.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(), SUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
