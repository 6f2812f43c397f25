package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Finds the links of a field on the back: those of its {@code attributedValue}, and what {@link DataDetector}s find. */
final class LinkText {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z]*)([^<>]*+)>");

    private static final int REPLACEMENT = 0xFFFD;

    private LinkText() {}

    /** A part of a text, which looks like a link or does not. */
    record Piece(String text, boolean link) {}

    /** The parts of a markup in which only the tag {@code a} means something. Other tags are left out. */
    static List<Piece> ofMarkup(String markup) {
        List<Piece> pieces = new ArrayList<>();
        Matcher tag = TAG.matcher(markup);
        boolean link = false;
        int end = 0;
        while (tag.find()) {
            add(pieces, unescaped(markup.substring(end, tag.start())), link);
            end = tag.end();
            if (tag.group(2).equalsIgnoreCase("a")) {
                link = tag.group(1).isEmpty();
            }
        }
        add(pieces, unescaped(markup.substring(end)), link);
        return pieces;
    }

    /** The parts of a plain text. */
    static List<Piece> ofText(String text, JsonNode detectors) {
        List<Piece> pieces = new ArrayList<>();
        if (detectors.isArray() && detectors.isEmpty()) {
            add(pieces, text, false);
            return pieces;
        }
        int end = 0;
        Matcher match = DataDetector.pattern(type -> detects(detectors, type)).matcher(text);
        while (match.find()) {
            add(pieces, text.substring(end, match.start()), false);
            add(pieces, match.group(), true);
            end = match.end();
        }
        add(pieces, text.substring(end), false);
        return pieces;
    }

    /** All detectors are at work in a field that names none. */
    private static boolean detects(JsonNode detectors, String type) {
        if (!detectors.isArray()) {
            return true;
        }
        for (JsonNode detector : detectors) {
            if (detector.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Piece> pieces, String text, boolean link) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, link));
        }
    }

    /**
     * Reads characters that are written by name or number as a browser reads them. The parser takes the number of half a
     * character as it is, which no page can hold; a browser shows a replacement for it.
     */
    private static String unescaped(String text) {
        return Parser.unescapeEntities(text, false)
                .codePoints()
                .map(c -> isHalf(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHalf(int c) {
        return Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE;
    }
}
