package io.serialpass.http.console;

import io.serialpass.wallet.FieldValue;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A field of a pass in the form by which the pass is edited. Immutable.
 *
 * @param name its name; an empty text for one to add that has no name yet
 * @param kind what its value is
 * @param value its value as it is written, with a line feed at the end of each line
 * @param shown the same as the form showed it first
 * @param isRemoved whether it is to be removed
 */
record FieldRow(String name, Kind kind, String value, String shown, boolean isRemoved) {

    /** A field to add. */
    static final FieldRow NEW = new FieldRow("", Kind.TEXT, "", "", false);

    private static final int MOST_LINES = 12;

    /** The kinds of values. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN;

        static Kind named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equals(name))
                    .findFirst()
                    .orElse(TEXT);
        }
    }

    /** A field as it is. */
    static FieldRow of(String name, FieldValue value) {
        String written = lines(written(value));
        Kind kind = value.match(text -> Kind.TEXT, decimal -> Kind.NUMBER, bool -> Kind.BOOLEAN);
        return new FieldRow(name, kind, written, written, false);
    }

    /** How a value is written: as the API writes it. */
    static String written(FieldValue value) {
        return value.match(
                FieldValue.Text::value,
                decimal -> decimal.value().toPlainString(),
                bool -> Boolean.toString(bool.value()));
    }

    /** A text with the line ends that passes have: browsers send others, as the standard of HTML has it. */
    static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    boolean isEdited() {
        return !isRemoved && !name.isEmpty() && !value.equals(shown);
    }

    /** How many lines of the value are shown at once. */
    long lineCount() {
        return Math.min(MOST_LINES, Math.max(1, value.lines().count()));
    }

    /**
     * Reads the value.
     *
     * @throws IllegalArgumentException if it is not of its kind
     */
    FieldValue read() {
        return switch (kind) {
            case TEXT -> new FieldValue.Text(value);
            case NUMBER -> new FieldValue.Decimal(number());
            case BOOLEAN -> new FieldValue.Bool(bool());
        };
    }

    private BigDecimal number() {
        try {
            return new BigDecimal(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("holds " + name + ", which must be a number such as 12.50");
        }
    }

    private boolean bool() {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("holds " + name + ", which must be true or false");
        };
    }
}
