package io.serialpass.http.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads files of texts. */
final class Utf8Text {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Utf8Text() {}

    /**
     * Reads UTF-8, with or without a byte order mark. Bytes that are not UTF-8 come out as NUL, which no field may hold, so
     * that they cost the row that they are in and no other.
     */
    static Reader reader(InputStream in) {
        Reader decoded = new BufferedReader(
                new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                                .replaceWith("\0")),
                64 * 1024);
        try {
            decoded.mark(1);
            if (decoded.read() != BYTE_ORDER_MARK) {
                decoded.reset();
            }
            return decoded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
