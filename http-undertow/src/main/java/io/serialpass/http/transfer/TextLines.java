package io.serialpass.http.transfer;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads a text line by line. Lines end with LF, CR LF or CR. Of a line that is longer than any row to import, the beginning
 * alone is kept, so that memory does not grow with it. For one thread.
 */
final class TextLines {

    /** How many characters of a line are kept. */
    static final int MOST_CHARACTERS = 64 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[16 * 1024];
    private int position;
    private int limit;
    private long number;
    private boolean afterReturn;

    /**
     * One line.
     *
     * @param number its number; the first line of a file is line 1
     * @param text its text without the line end, as far as it is kept
     * @param cut whether it is longer
     */
    record Line(long number, String text, boolean cut) {}

    TextLines(Reader reader) {
        this.reader = reader;
    }

    /** Reads the next line; empty at the end of the file. */
    Optional<Line> next() {
        if (afterReturn && fill() && buffer[position] == '\n') {
            position++;
        }
        afterReturn = false;
        if (!fill()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        boolean cut = false;
        boolean ended = false;
        while (!ended && fill()) {
            int end = endOfLine();
            int kept = Math.min(end - position, MOST_CHARACTERS - text.length());
            text.append(buffer, position, kept);
            cut |= kept < end - position;
            ended = end < limit;
            afterReturn = ended && buffer[end] == '\r';
            position = ended ? end + 1 : end;
        }
        number++;
        return Optional.of(new Line(number, text.toString(), cut));
    }

    /** The place of the next line end in the buffer; where it holds none, its limit. */
    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private boolean fill() {
        if (position < limit) {
            return true;
        }
        try {
            limit = Math.max(0, reader.read(buffer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position = 0;
        return limit > 0;
    }
}
