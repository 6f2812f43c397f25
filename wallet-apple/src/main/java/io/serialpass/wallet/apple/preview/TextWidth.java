package io.serialpass.wallet.apple.preview;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * Estimates how wide a text is. A page without scripts cannot measure it, and the server need not have the fonts of the reader.
 * The widths are those of Helvetica, rounded up; the style sheet cuts a text that is wider all the same.
 */
final class TextWidth {

    private static final String NARROW = " !'|.,:;iIjl\u00a0\u202f";
    private static final String SLIM = "ft()[]{}/\\r-\"*`";
    private static final String BROAD = "mMWw@%\u2014\u2026";

    private TextWidth() {}

    /** The width of a text in units of its font size. */
    static double of(String text) {
        return text.codePoints().mapToDouble(TextWidth::of).sum();
    }

    private static double of(int character) {
        if (NARROW.indexOf(character) >= 0) {
            return 0.3;
        }
        if (SLIM.indexOf(character) >= 0) {
            return 0.38;
        }
        if (BROAD.indexOf(character) >= 0) {
            return 0.95;
        }
        int kind = UCharacter.getType(character);
        if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK || kind == Character.FORMAT) {
            return 0;
        }
        int breadth = UCharacter.getIntPropertyValue(character, UProperty.EAST_ASIAN_WIDTH);
        if (breadth == UCharacter.EastAsianWidth.WIDE || breadth == UCharacter.EastAsianWidth.FULLWIDTH) {
            return 1.1;
        }
        return kind == Character.UPPERCASE_LETTER ? 0.74 : 0.58;
    }
}
