package io.serialpass.wallet.apple.preview;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A colour of a pass. Apple documents {@code rgb(r, g, b)} alone; phones also draw {@code #rrggbb}, {@code #rgb} and
 * {@code rgba(r, g, b, a)}, in any case and with blanks anywhere, and real passes have them.
 *
 * @param red from 0 to 255
 * @param green from 0 to 255
 * @param blue from 0 to 255
 */
record PassColor(int red, int green, int blue) {

    static final PassColor WHITE = new PassColor(255, 255, 255);

    static final PassColor BLACK = new PassColor(0, 0, 0);

    private static final Pattern RGB =
            Pattern.compile("rgba?\\((\\d{1,3}),(\\d{1,3}),(\\d{1,3})(?:,[0-9.]{1,9}%?)?\\)", Pattern.CASE_INSENSITIVE);

    private static final Pattern HEX = Pattern.compile("#(?:[0-9a-f]{3}|[0-9a-f]{6})", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 100;

    /** Reads a colour, or nothing from a text that is none. */
    static Optional<PassColor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String dense = text.replaceAll("\\s", "");
        Matcher rgb = RGB.matcher(dense);
        if (rgb.matches()) {
            return Optional.of(new PassColor(
                            Integer.parseInt(rgb.group(1)),
                            Integer.parseInt(rgb.group(2)),
                            Integer.parseInt(rgb.group(3))))
                    .filter(color -> Math.max(color.red, Math.max(color.green, color.blue)) <= 255);
        }
        if (!HEX.matcher(dense).matches()) {
            return Optional.empty();
        }
        String digits = dense.length() == 4 ? dense.replaceAll("([^#])", "$1$1") : dense;
        int color = Integer.parseInt(digits.substring(1), 16);
        return Optional.of(new PassColor(color >> 16, (color >> 8) & 0xff, color & 0xff));
    }

    /** Black or white, whichever is easier to read on this colour. */
    PassColor readable() {
        return 299 * red + 587 * green + 114 * blue > 150_000 ? BLACK : WHITE;
    }

    /** The colour that CSS writes so. */
    String css() {
        return "rgb(" + red + "," + green + "," + blue + ")";
    }
}
