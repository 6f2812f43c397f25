package io.serialpass.wallet.apple.preview;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fields side by side. Each gets the width that it needs; if they need more than there is, the long ones share what the short
 * ones leave. A text shrinks until it fits, down to a smallest size, and is then cut, as Wallet does it.
 *
 * @param width how wide all of them may be, in pixels
 * @param valueSize the font size of values
 * @param labelSize the font size of labels
 */
record FieldRow(double width, double valueSize, double labelSize) {

    private static final double GAP = 12;

    /** How far a value shrinks before it is cut. */
    private static final double SMALLEST_VALUE = 0.55;

    /** How far a label does, which is small as it is. */
    private static final double SMALLEST_LABEL = 0.8;

    /** A field as it is shown; its alignment is a CSS class, or empty. */
    record Field(String label, String value, String alignment) {

        private String shownLabel() {
            return label.toUpperCase(Locale.ROOT);
        }
    }

    void draw(Html html, List<Field> fields) {
        double[] widths = widths(fields);
        for (int i = 0; i < widths.length; i++) {
            Field field = fields.get(i);
            html.markup(
                    "<div class=\"field " + field.alignment() + "\" style=\"max-width:" + number(widths[i]) + "px\">");
            text(
                    html,
                    "label",
                    field.label(),
                    fitting(TextWidth.of(field.shownLabel()), labelSize, widths[i], SMALLEST_LABEL));
            text(
                    html,
                    "value",
                    field.value(),
                    fitting(TextWidth.of(field.value()), valueSize, widths[i], SMALLEST_VALUE));
            html.close();
        }
    }

    private static void text(Html html, String cssClass, String text, double size) {
        html.markup("<div class=\"" + cssClass + "\" dir=\"auto\" style=\"font-size:" + number(size) + "px\">")
                .text(text)
                .close();
    }

    private static double fitting(double ems, double size, double width, double smallest) {
        return ems * size <= width ? size : Math.max(size * smallest, width / ems);
    }

    private double[] widths(List<Field> fields) {
        double[] needed = fields.stream()
                .mapToDouble(field ->
                        Math.max(TextWidth.of(field.shownLabel()) * labelSize, TextWidth.of(field.value()) * valueSize))
                .map(Math::ceil)
                .toArray();
        double left = width - GAP * (needed.length - 1);
        if (Arrays.stream(needed).sum() <= left) {
            // The estimate can be too low. The style sheet shares what is left over.
            return Arrays.stream(needed).map(unused -> width).toArray();
        }
        double share = share(needed, left);
        return Arrays.stream(needed).map(need -> Math.min(need, share)).toArray();
    }

    /** The most that a field gets. */
    private static double share(double[] needed, double width) {
        double[] sorted = needed.clone();
        Arrays.sort(sorted);
        double left = width;
        for (int i = 0; i < sorted.length; i++) {
            double share = left / (sorted.length - i);
            if (sorted[i] > share) {
                return share;
            }
            left -= sorted[i];
        }
        return width;
    }

    /** A number as CSS writes it, whatever the server's language. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
