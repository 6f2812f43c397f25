package io.serialpass.http.transfer;

/**
 * Texts in a file for spreadsheets. One that a spreadsheet would take for a formula gets an apostrophe before it, and so does
 * one that begins with an apostrophe, so that each can be read back. A column of its own tells that a file is one of these:
 * it is still there when the spreadsheet has saved the file.
 */
final class SpreadsheetText {

    /** The column that marks the file. Its cells are empty. */
    static final String COLUMN = "apostrophes";

    private static final char MARK = '\'';

    /** The characters that begin a formula, in the wide form of East Asian keyboards too, and those that may stand before it. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private SpreadsheetText() {}

    static String mark(String text) {
        return !text.isEmpty() && (text.charAt(0) == MARK || BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0)
                ? MARK + text
                : text;
    }

    static String unmark(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }
}
