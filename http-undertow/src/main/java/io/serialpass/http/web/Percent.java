package io.serialpass.http.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as RFC 3986 has it, strictly: what is not valid is refused and never repaired.
 *
 * @since 0.1
 */
public final class Percent {

    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private Percent() {}

    /**
     * Decodes a path segment, once.
     *
     * @param text the segment as it was sent
     * @return the text
     * @throws IllegalArgumentException if an escape is broken or the bytes are not UTF-8
     */
    public static String decodeSegment(String text) {
        return decode(text, false);
    }

    /**
     * Decodes a name or value of a form-encoded query, in which a plus is a space.
     *
     * @param text the name or value as it was sent
     * @return the text
     * @throws IllegalArgumentException if an escape is broken or the bytes are not UTF-8
     */
    public static String decodeForm(String text) {
        return decode(text, true);
    }

    private static String decode(String text, boolean form) {
        if (text.indexOf('%') < 0 && (!form || text.indexOf('+') < 0) && isAscii(text)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("a % is not followed by two hexadecimal digits");
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (form && character == '+') {
                bytes.write(' ');
            } else if (character < 0x80) {
                bytes.write(character);
            } else {
                throw new IllegalArgumentException("a character beyond ASCII is not percent-encoded");
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads UTF-8 strictly.
     *
     * @param bytes the bytes
     * @return the text
     * @throws IllegalArgumentException if the bytes are not UTF-8
     */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the bytes are not UTF-8", e);
        }
    }

    /**
     * Encodes a text for a path segment or a query: all but unreserved characters.
     *
     * @param text any text
     * @return its encoded form
     */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (b & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
            }
        }
        return encoded.toString();
    }
}
