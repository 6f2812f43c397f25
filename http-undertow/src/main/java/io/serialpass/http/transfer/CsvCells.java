package io.serialpass.http.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a text that is one record of comma-separated values (RFC 4180), or is yet to become one.
 *
 * @param cells the cells, without the quotes around them
 * @param end how the text ended
 */
record CsvCells(List<String> cells, End end) {

    /** How a text ended. */
    enum End {
        /** With its last cell. */
        WHOLE,
        /** Within quotes. */
        OPEN,
        /** At a quote that closes a cell and has text behind it, which is not read. */
        TEXT_BEHIND_QUOTE
    }

    /** Reads a text. Line ends within quotes belong to their cell. */
    static CsvCells of(String text) {
        List<String> cells = new ArrayList<>();
        int begin = 0;
        while (true) {
            int comma;
            if (text.startsWith("\"", begin)) {
                int close = closingQuote(text, begin + 1);
                if (close < 0) {
                    return new CsvCells(cells, End.OPEN);
                }
                cells.add(text.substring(begin + 1, close).replace("\"\"", "\""));
                if (close + 1 < text.length() && text.charAt(close + 1) != ',') {
                    return new CsvCells(cells, End.TEXT_BEHIND_QUOTE);
                }
                comma = close + 1 < text.length() ? close + 1 : -1;
            } else {
                comma = text.indexOf(',', begin);
                cells.add(text.substring(begin, comma < 0 ? text.length() : comma));
            }
            if (comma < 0) {
                return new CsvCells(cells, End.WHOLE);
            }
            begin = comma + 1;
        }
    }

    /** Whether a line that begins within quotes closes them. */
    static boolean closes(String line) {
        return closingQuote(line, 0) >= 0;
    }

    /** The place of the next quote that is not one of two; below zero if there is none. */
    private static int closingQuote(String text, int begin) {
        int quote = text.indexOf('"', begin);
        while (quote >= 0 && text.startsWith("\"", quote + 1)) {
            quote = text.indexOf('"', quote + 2);
        }
        return quote;
    }
}
