package io.serialpass.wallet;

import java.util.List;
import java.util.Locale;

/**
 * The phone that a pass is drawn for. Immutable.
 *
 * @param locales its languages and regions, 1 or more, the one that its owner likes best first; the first in which the pass has texts is
 *     taken
 * @param width how wide its screen is, in points; one of {@link #WIDTHS}
 * @param scale how many pixels of an image make a point on its screen, 1 to {@value #MOST_SCALE}; the image that was made for it is
 *     taken, such as {@code logo@2x.png} for 2
 * @since 0.1
 */
public record PassPhone(List<Locale> locales, int width, int scale) {

    /** The widths of the screens of phones that have Wallet, in points: from the first iPhone SE to the largest ones. */
    public static final List<Integer> WIDTHS = List.of(320, 375, 390, 430);

    /** The greatest scale of images. */
    public static final int MOST_SCALE = 3;

    private static final int USUAL_WIDTH = 375;

    /**
     * Checks the screen.
     *
     * @param locales its languages and regions, 1 or more
     * @param width how wide its screen is, in points
     * @param scale how many pixels of an image make a point on its screen
     * @throws IllegalArgumentException if there is no language, or no such screen
     */
    public PassPhone {
        locales = List.copyOf(locales);
        if (locales.isEmpty() || !WIDTHS.contains(width) || scale < 1 || scale > MOST_SCALE) {
            throw new IllegalArgumentException(
                    "a phone has a language, one of the widths " + WIDTHS + ", and a scale of 1 to " + MOST_SCALE);
        }
    }

    /**
     * Gives a phone of the usual width with a sharp screen.
     *
     * @param locales its languages and regions, 1 or more, the one that its owner likes best first
     * @return the phone
     */
    public static PassPhone usual(List<Locale> locales) {
        return new PassPhone(locales, USUAL_WIDTH, MOST_SCALE);
    }
}
