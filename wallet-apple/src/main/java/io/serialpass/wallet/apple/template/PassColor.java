package io.serialpass.wallet.apple.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A colour of a pass. Apple documents {@code rgb(255, 128, 0)} alone; its builder and phones take {@code #rgb} and
 * {@code #rrggbb} too, and {@code rgba(...)}, whose last number has no effect, is in passes that phones show.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 * @param documented whether it was written as Apple documents
 * @since 0.1
 */
public record PassColor(int red, int green, int blue, boolean documented) {

    /** White as Apple documents it. */
    public static final PassColor WHITE = new PassColor(255, 255, 255, true);

    /** Black as Apple documents it. */
    public static final PassColor BLACK = new PassColor(0, 0, 0, true);

    private static final Pattern RGB =
            Pattern.compile("(?i)rgb(a?)\\((\\d{1,3}),(\\d{1,3}),(\\d{1,3})(?:,((?:\\d*\\.)?\\d+%?))?\\)");
    private static final Pattern HEX = Pattern.compile("#(\\p{XDigit}{3}|\\p{XDigit}{6})");
    private static final int MOST = 255;

    /**
     * Reads a colour.
     *
     * @param text the text; blanks may stand anywhere in it
     * @return the colour; empty if it is none
     */
    public static Optional<PassColor> parse(String text) {
        String compact = text.replaceAll("\\s", "");
        Matcher rgb = RGB.matcher(compact);
        if (rgb.matches()) {
            boolean alpha = !rgb.group(1).isEmpty();
            return alpha == (rgb.group(5) != null)
                    ? of(
                            Integer.parseInt(rgb.group(2)),
                            Integer.parseInt(rgb.group(3)),
                            Integer.parseInt(rgb.group(4)),
                            !alpha)
                    : Optional.empty();
        }
        Matcher hex = HEX.matcher(compact);
        if (!hex.matches()) {
            return Optional.empty();
        }
        String digits = hex.group(1).length() == 3 ? hex.group(1).replaceAll("\\p{XDigit}", "$0$0") : hex.group(1);
        int value = Integer.parseInt(digits, 16);
        return of(value >> 16, value >> 8 & MOST, value & MOST, false);
    }

    private static Optional<PassColor> of(int red, int green, int blue, boolean documented) {
        return red <= MOST && green <= MOST && blue <= MOST
                ? Optional.of(new PassColor(red, green, blue, documented))
                : Optional.empty();
    }

    /**
     * How well one can be read on the other: the contrast ratio of WCAG 2.
     *
     * @param other the other colour
     * @return 1 for two that are equal, up to 21 for black on white
     */
    public double contrast(PassColor other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double share = part / (double) MOST;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /**
     * Tells which of black and white is easier to read on this colour, by the brightness that ITU-R BT.601 gives it.
     *
     * @return {@link #BLACK} or {@link #WHITE}
     */
    public PassColor readable() {
        return 299 * red + 587 * green + 114 * blue > 150_000 ? BLACK : WHITE;
    }

    /** As a style sheet and Apple write it. */
    @Override
    public String toString() {
        return "rgb(" + red + ", " + green + ", " + blue + ")";
    }
}
