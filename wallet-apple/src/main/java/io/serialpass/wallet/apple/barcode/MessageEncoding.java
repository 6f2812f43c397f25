package io.serialpass.wallet.apple.barcode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The {@code messageEncoding} of a barcode, which turns its message into bytes. Immutable.
 *
 * @param charset the encoding
 * @since 0.1
 */
public record MessageEncoding(Charset charset) {

    /** Where a barcode names none. */
    public static final String DEFAULT = "iso-8859-1";

    /**
     * The encoding of a name.
     *
     * @param name a name that IANA lists, in any case
     * @return the encoding; empty if there is none of this name that text can be written in
     */
    public static Optional<MessageEncoding> named(String name) {
        try {
            Charset charset = Charset.forName(name);
            // Java writes a byte order mark with UTF-16. RFC 2781 has text without one be big-endian.
            Charset unmarked = charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : charset;
            return unmarked.canEncode() ? Optional.of(new MessageEncoding(unmarked)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Encodes a message.
     *
     * @param message the message
     * @return its bytes; empty if it has a character that the encoding does not have
     */
    public Optional<byte[]> encode(String message) {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(message));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return Optional.of(copy);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
