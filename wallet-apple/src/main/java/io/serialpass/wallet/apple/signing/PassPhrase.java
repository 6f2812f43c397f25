package io.serialpass.wallet.apple.signing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A pass phrase as a person wrote it. Never shown. */
final class PassPhrase {

    /** The phrase of a file that is encrypted without one. */
    static final PassPhrase NONE = new PassPhrase("");

    private final String text;

    PassPhrase(String text) {
        this.text = text;
    }

    /** The first line of a file, in UTF-8 or, if it is none, in Latin-1; a byte order mark is none of it. */
    static PassPhrase ofFile(byte[] content) {
        String text = decode(content);
        return new PassPhrase((text.startsWith("\ufeff") ? text.substring(1) : text)
                .lines()
                .findFirst()
                .orElse(""));
    }

    private static String decode(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(content, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * The characters that a program may have been given for it. RFC 7292 has a pass phrase in UTF-16, but OpenSSL before 1.1
     * took the bytes of the terminal for characters, and macOS may decompose an umlaut. An empty pass phrase is two zero
     * bytes to one program and none to another: a zero character derives the same key as those two bytes.
     */
    List<char[]> readings() {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(text);
        readings.add(Normalizer.normalize(text, Normalizer.Form.NFC));
        readings.add(Normalizer.normalize(text, Normalizer.Form.NFD));
        readings.add(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        if (text.isEmpty()) {
            readings.add("\0");
        }
        return readings.stream().map(String::toCharArray).toList();
    }

    @Override
    public String toString() {
        return "a pass phrase";
    }
}
