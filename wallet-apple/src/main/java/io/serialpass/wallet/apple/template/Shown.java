package io.serialpass.wallet.apple.template;

/**
 * Texts as messages show them.
 *
 * @since 0.1
 */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /**
     * A text that came from elsewhere and can hold anything.
     *
     * @param text any text
     * @return at most 80 characters of it, none of them a control character
     */
    public static String text(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "\u2026" : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
