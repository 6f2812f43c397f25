package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pass.strings file: a property list of texts. Mostly it is one of the old style, {@code "key" = "value";}, in UTF-8
 * or UTF-16; tools of Apple also write XML and binary ones. A list within the list has no meaning here and is refused, so that
 * no file can nest without end.
 *
 * @since 0.1
 */
public final class PassStrings {

    private PassStrings() {}

    /**
     * Reads a file.
     *
     * @param name the file's name, for findings
     * @param content its bytes
     * @param findings receives the findings
     * @return the texts by key, in the order of the file, as far as it could be read
     */
    public static Map<String, String> read(String name, byte[] content, List<Finding> findings) {
        if (BinaryStrings.is(content)) {
            return BinaryStrings.read(name, content, findings);
        }
        try {
            String text = decode(content);
            return XmlStrings.is(text)
                    ? XmlStrings.read(name, text, findings)
                    : new OldStyleStrings(name, text, findings).read();
        } catch (CharacterCodingException e) {
            findings.add(Finding.error(name, "The file is neither UTF-8 nor UTF-16.", "Save it in one of these."));
            return new LinkedHashMap<>();
        }
    }

    private static String decode(byte[] content) throws CharacterCodingException {
        String text =
                encoding(content).newDecoder().decode(ByteBuffer.wrap(content)).toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** A file begins with a mark or with a character of ASCII, whose other byte is zero in UTF-16. */
    private static Charset encoding(byte[] content) {
        if (content.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = content[0] & 0xff;
        int second = content[1] & 0xff;
        if ((first == 0xfe && second == 0xff) || (first == 0 && second != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return (first == 0xff && second == 0xfe) || (first != 0 && second == 0)
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }
}
