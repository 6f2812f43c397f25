package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the links of a field on the back: those of its {@code attributedValue}, and what {@link DataDetector}s find. */
final class LinkText {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z]*)([^<>]*+)>");

    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,4});");

    /** The names that every writer of HTML uses. Others, such as those of letters with accents, are shown as they stand. */
    private static final Map<String, String> NAMED =
            Map.of("lt", "<", "gt", ">", "quot", "\"", "apos", "'", "amp", "&", "nbsp", "\u00a0");

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

    /** A character of HTML is written by its number, or by a name. */
    private static String unescaped(String text) {
        return ENTITY.matcher(text)
                .replaceAll(entity ->
                        Matcher.quoteReplacement(character(entity.group(1)).orElse(entity.group())));
    }

    private static Optional<String> character(String entity) {
        if (!entity.startsWith("#")) {
            return Optional.ofNullable(NAMED.get(entity));
        }
        boolean hexadecimal = entity.startsWith("x", 1) || entity.startsWith("X", 1);
        int number = Integer.parseInt(entity.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
        return number > 0 && Character.isValidCodePoint(number) && !isSurrogate(number)
                ? Optional.of(Character.toString(number))
                : Optional.empty();
    }

    private static boolean isSurrogate(int number) {
        return Character.MIN_SURROGATE <= number && number <= Character.MAX_SURROGATE;
    }
}
