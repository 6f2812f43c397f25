package io.serialpass.text;

import java.util.Comparator;
import java.util.function.IntPredicate;

/**
 * The rules for texts that the domain keeps: which characters they may hold, and how they compare.
 *
 * <p>Stateless and safe for use by many threads.
 *
 * @since 0.1
 */
public final class Texts {

    /**
     * Orders texts by Unicode code point, as UTF-8 bytes and SQL's binary collations do. {@link String#compareTo} orders
     * by UTF-16 unit instead, which puts characters beyond the Basic Multilingual Plane before U+E000.
     */
    public static final Comparator<String> BY_CODE_POINT = Texts::compareCodePoints;

    /**
     * Characters that Unicode does not call white space, though they draw nothing: the soft hyphen, the marks of direction and of
     * joining, zero-width spaces, the byte order mark, and the fillers of Hangul and Braille.
     */
    private static final String DRAW_NOTHING =
            "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
                    + "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
                    + "\u2800\u3164\ufeff\uffa0";

    private Texts() {}

    /**
     * Checks a text of one line: 1 to {@code maxLength} code points, none of them a control character.
     *
     * @param text the text to check
     * @param maxLength the most code points allowed
     * @return the same text
     * @throws IllegalArgumentException if the text breaks the rule; the message says how, as the end of a sentence that
     *     begins with the name of the field
     */
    public static String requireLine(String text, int maxLength) {
        requireLength(text, 1, maxLength);
        if (holds(text, Character::isISOControl)) {
            throw new IllegalArgumentException("must not hold control characters");
        }
        return text;
    }

    /**
     * Checks that a text neither begins nor ends with white space, by {@link #isWhiteSpace}: nobody sees it, so two texts
     * that differ by it alone look the same.
     *
     * @param text the text to check
     * @return the same text
     * @throws IllegalArgumentException as {@link #requireLine} does
     */
    public static String requireVisibleEnds(String text) {
        if (!text.isEmpty()
                && (isWhiteSpace(text.codePointAt(0)) || isWhiteSpace(text.codePointBefore(text.length())))) {
            throw new IllegalArgumentException(
                    "must neither begin nor end with white space (no-break and zero-width spaces count)");
        }
        return text;
    }

    /**
     * Whether a character is white space: one of Unicode's separators and white space controls, or one that draws nothing,
     * such as a no-break or zero-width space, the byte order mark, a mark of direction or a filler.
     *
     * @param codePoint the character
     * @return true if it is
     */
    public static boolean isWhiteSpace(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || DRAW_NOTHING.indexOf(codePoint) >= 0;
    }

    /**
     * Takes the white space off both ends of a text.
     *
     * @param text any text
     * @return the text between; empty if there is nothing but white space
     */
    public static String strip(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isWhiteSpace(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (begin < end && isWhiteSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, end);
    }

    /**
     * Checks a text of any number of lines: 0 to {@code maxLength} code points; of the control characters only tab, line
     * feed and carriage return.
     *
     * @param text the text to check
     * @param maxLength the most code points allowed
     * @return the same text
     * @throws IllegalArgumentException as {@link #requireLine} does
     */
    public static String requireLines(String text, int maxLength) {
        requireLength(text, 0, maxLength);
        if (holds(text, c -> Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')) {
            throw new IllegalArgumentException("must not hold control characters other than tab and line ends");
        }
        return text;
    }

    /**
     * Checks a text of any characters: 0 to {@code maxLength} code points, none of them half of a surrogate pair.
     *
     * @param text the text to check
     * @param maxLength the most code points allowed
     * @return the same text
     * @throws IllegalArgumentException as {@link #requireLine} does
     */
    public static String requireText(String text, int maxLength) {
        requireLength(text, 0, maxLength);
        return text;
    }

    /**
     * Checks an identifier: 1 to {@code maxLength} of {@code A-Z a-z 0-9 . _ -}.
     *
     * @param text the text to check
     * @param maxLength the most characters allowed
     * @return the same text
     * @throws IllegalArgumentException as {@link #requireLine} does
     */
    public static String requireIdentifier(String text, int maxLength) {
        boolean allowed = !text.isEmpty() && text.length() <= maxLength;
        for (int i = 0; allowed && i < text.length(); i++) {
            char c = text.charAt(i);
            char folded = foldAsciiCase(c);
            allowed = ('a' <= folded && folded <= 'z') || ('0' <= c && c <= '9') || "._-".indexOf(c) >= 0;
        }
        if (!allowed) {
            throw new IllegalArgumentException("must be 1 to " + maxLength + " of A-Z a-z 0-9 . _ -");
        }
        return text;
    }

    /**
     * Checks a name or a secret that stands in headers and URLs: {@code minLength} to {@code maxLength} visible ASCII
     * characters, that is, none but {@code !} to {@code ~}.
     *
     * @param text the text to check
     * @param minLength the fewest characters allowed
     * @param maxLength the most characters allowed
     * @return the same text
     * @throws IllegalArgumentException as {@link #requireLine} does
     */
    public static String requireVisibleAscii(String text, int minLength, int maxLength) {
        int length = text.length();
        if (length < minLength || length > maxLength || holds(text, c -> c < '!' || c > '~')) {
            throw new IllegalArgumentException(
                    "must be " + minLength + " to " + maxLength + " visible ASCII characters");
        }
        return text;
    }

    private static void requireLength(String text, int minLength, int maxLength) {
        int length = text.codePointCount(0, text.length());
        if (length < minLength || length > maxLength) {
            throw new IllegalArgumentException("must be " + minLength + " to " + maxLength + " characters long");
        }
        // A lone surrogate has no UTF-8 form, so a store could not give back what it was given.
        if (holds(text, c -> Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("must not hold half of a surrogate pair");
        }
    }

    /** Every request checks some texts, so that this is no stream. */
    private static boolean holds(String text, IntPredicate condition) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (condition.test(text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a text is made of the digits 0 to 9 alone.
     *
     * @param text the text
     * @return false also for an empty one
     */
    public static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Gives the text with the letters A to Z in lower case and every other character as it is.
     *
     * @param text any text
     * @return the folded text
     */
    public static String foldAsciiCase(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append(foldAsciiCase(text.charAt(i)));
        }
        return folded.toString();
    }

    /**
     * Gives the lower case of A to Z, and any other character as it is.
     *
     * @param character any UTF-16 unit
     * @return the folded unit
     */
    public static char foldAsciiCase(char character) {
        return 'A' <= character && character <= 'Z' ? (char) (character + ('a' - 'A')) : character;
    }

    /**
     * Gives the upper case of a to z, and any other character as it is.
     *
     * @param character any UTF-16 unit
     * @return the unit in upper case
     */
    public static char upperAsciiCase(char character) {
        return 'a' <= character && character <= 'z' ? (char) (character - ('a' - 'A')) : character;
    }

    private static int compareCodePoints(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean aSurrogate = Character.isSurrogate(a);
                boolean bSurrogate = Character.isSurrogate(b);
                // Surrogates stand for code points above all others, though their units lie below U+E000.
                return aSurrogate == bSurrogate ? Character.compare(a, b) : aSurrogate ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
