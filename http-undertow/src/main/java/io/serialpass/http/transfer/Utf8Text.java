package io.serialpass.http.transfer;

import io.serialpass.http.web.ApiException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads files of texts. */
final class Utf8Text {

    /** The sentence for a row, or a file, in another encoding. */
    static final String REMEDY = "Save the file as UTF-8 (in Excel: 'CSV UTF-8')";

    static final char BYTE_ORDER_MARK = '\ufeff';

    /** Stands for bytes that are not UTF-8. No UTF-8 means it: it is half of a surrogate pair. */
    private static final char UNREADABLE = '\udfff';

    private Utf8Text() {}

    /**
     * Reads UTF-8, with or without a byte order mark. Bytes that are not UTF-8 cost the row that they are in and no other:
     * {@link #isUnreadable} finds them in its text.
     *
     * @throws ApiException if the file is in UTF-16 or UTF-32, of which no row can be read
     */
    static Reader reader(InputStream in) {
        try {
            PushbackInputStream file = new PushbackInputStream(in, 4);
            byte[] first = file.readNBytes(4);
            requireNotWide(first);
            file.unread(first);
            Reader decoded = new BufferedReader(
                    new InputStreamReader(
                            file,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPLACE)
                                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                                    .replaceWith(String.valueOf(UNREADABLE))),
                    64 * 1024);
            decoded.mark(1);
            if (decoded.read() != BYTE_ORDER_MARK) {
                decoded.reset();
            }
            return decoded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Texts of ASCII letters have a zero byte beside each of them in UTF-16, and three in UTF-32. */
    private static void requireNotWide(byte[] first) {
        boolean marked = first.length >= 2
                && ((first[0] == (byte) 0xff && first[1] == (byte) 0xfe)
                        || (first[0] == (byte) 0xfe && first[1] == (byte) 0xff));
        boolean zeroBeside = first.length >= 2 && (first[0] == 0) != (first[1] == 0);
        boolean wide = first.length == 4 && first[0] == 0 && first[1] == 0;
        if (marked || zeroBeside || wide) {
            throw RowFields.invalid("file", "is UTF-16 or UTF-32, and must be UTF-8. " + REMEDY + ".");
        }
    }

    static boolean isUnreadable(String text) {
        return text.indexOf(UNREADABLE) >= 0;
    }
}
