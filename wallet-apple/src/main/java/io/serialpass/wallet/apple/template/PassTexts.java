package io.serialpass.wallet.apple.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.wallet.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which characters the texts of a pass.json may hold. The message of a barcode and of NFC is data for a machine, as those of
 * rail tickets (UIC 918.3, VDV) and GS1 are, and {@code userInfo} is data for an app: they hold any.
 *
 * @since 0.1
 */
public final class PassTexts {

    private static final Pattern MACHINE_DATA =
            Pattern.compile("(barcodes\\[\\d+]|barcode|nfc)\\.message|userInfo(\\W.*)?", Pattern.DOTALL);
    private static final int MOST_FINDINGS = 20;

    private PassTexts() {}

    /**
     * Looks at all texts of a pass.json.
     *
     * @param pass the object, also one with placeholders
     * @param findings takes an error for each text that shows control characters, a warning for those of U+0080 to U+009F
     */
    public static void check(JsonNode pass, List<Finding> findings) {
        check(pass, "", findings);
    }

    /**
     * Looks at the texts of a pass.strings. No rule of Apple's has a phone refuse a pass for one of them.
     *
     * @param name the file's name
     * @param texts the texts by key
     * @param findings takes a warning for each text that pass.json must not hold, or that phones do not show
     */
    public static void checkTranslations(String name, Map<String, String> texts, List<Finding> findings) {
        List<Finding> found = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (found.size() < MOST_FINDINGS) {
                checkText(text.getValue(), name + ": " + text.getKey(), found);
            }
        }
        found.forEach(finding -> findings.add(Finding.warning(finding.where(), finding.what(), finding.remedy())));
    }

    private static void check(JsonNode node, String path, List<Finding> findings) {
        if (findings.size() >= MOST_FINDINGS) {
            return;
        }
        if (node.isTextual()) {
            checkText(node.textValue(), path, findings);
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                check(entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), findings);
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), path + "[" + i + "]", findings);
            }
        }
    }

    /** Each package is looked at, so that only a text with such a character is looked at more closely. */
    private static void checkText(String text, String path, List<Finding> findings) {
        boolean control = false;
        boolean c1 = false;
        int half = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            control |= isControl(c);
            c1 |= 0x80 <= c && c <= 0x9f;
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                half += pair ? 0 : 1;
                i += pair ? 1 : 0;
            }
        }
        if (half > 0) {
            findings.add(Finding.error(
                    Shown.text(path), "The text must not hold half of a surrogate pair.", "Take it out."));
        } else if ((control || c1) && !MACHINE_DATA.matcher(path).matches()) {
            findings.add(
                    control
                            ? Finding.error(
                                    Shown.text(path),
                                    "The text must not hold control characters other than tab and line ends.",
                                    "Take such characters out. The message of a barcode may hold them.")
                            : Finding.warning(
                                    Shown.text(path),
                                    "The text has a character of U+0080 to U+009F, which phones do not show.",
                                    "It is mostly a quotation mark or a dash of Windows-1252: write that one."));
        }
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
    }
}
