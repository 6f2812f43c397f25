package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a pass.strings file: {@code "key" = "value";}, with comments, in UTF-8 or UTF-16. */
public final class PassStrings {

    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";

    private static final Pattern ENTRY = Pattern.compile(
            "\\G(?:\\s|//[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/)*+(?:" + QUOTED + "\\s*=\\s*" + QUOTED + "\\s*;|\\z)",
            Pattern.DOTALL);

    private PassStrings() {}

    /**
     * Reads a file.
     *
     * @param name the file's name, for findings
     * @param content its bytes
     * @param findings takes what is wrong with it
     * @return the texts by key, in the order of the file, as far as it could be read
     */
    public static Map<String, String> read(String name, byte[] content, List<Finding> findings) {
        Map<String, String> texts = new LinkedHashMap<>();
        String text;
        try {
            text = decode(content);
        } catch (CharacterCodingException e) {
            findings.add(Finding.error(name, "The file is neither UTF-8 nor UTF-16.", "Save it in one of these."));
            return texts;
        }
        Matcher matcher = ENTRY.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find()) {
            end = matcher.end();
            if (matcher.group(1) != null
                    && texts.put(unescaped(matcher.group(1)), unescaped(matcher.group(2))) != null) {
                findings.add(Finding.warning(
                        name, "It has the text " + Shown.text(matcher.group(1)) + " twice.", "Keep one of them."));
            }
        }
        if (end < text.length()) {
            long line = text.substring(0, end).lines().count();
            findings.add(Finding.error(
                    name,
                    line == 0 ? "The file breaks at its begin." : "The file breaks behind line " + line + ".",
                    "Write each text as \"key\" = \"value\"; with all its quotes and the semicolon."));
        }
        return texts;
    }

    private static String decode(byte[] content) throws CharacterCodingException {
        boolean wide = content.length >= 2
                && ((content[0] == (byte) 0xfe && content[1] == (byte) 0xff)
                        || (content[0] == (byte) 0xff && content[1] == (byte) 0xfe));
        Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static String unescaped(String quoted) {
        return quoted.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
