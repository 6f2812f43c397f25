package io.serialpass.http.transfer;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads comma-separated values (RFC 4180) record by record. A defect costs its record and no other, which is why this is no
 * library: FastCSV 4.1 either glues the text behind a closing quote to the cell or ends with an exception that it cannot
 * read on from. Lines end with LF, CR LF or CR. For one thread.
 */
final class CsvRecords {

    /** A longer record is a quote that nobody closed, or no record at all. */
    static final int MOST_CHARACTERS = 64 * 1024;

    private static final int END = -1;

    private final Reader reader;
    private final char[] buffer = new char[16 * 1024];
    private int position;
    private int limit;
    private long line = 1;
    private boolean ended;

    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private int characters;
    private Optional<String> defect = Optional.empty();

    /**
     * One record.
     *
     * @param line the line that it begins on
     * @param cells its cells, without the quotes around them
     * @param defect what is wrong with its form, as the end of a sentence that begins with "The row"
     */
    record CsvRecord(long line, List<String> cells, Optional<String> defect) {}

    CsvRecords(Reader reader) {
        this.reader = reader;
    }

    /** Reads the next record; empty at the end of the file. A line without any character is a record of one empty cell. */
    Optional<CsvRecord> next() {
        if (ended || peek() == END) {
            return Optional.empty();
        }
        long begin = line;
        cells = new ArrayList<>();
        characters = 0;
        defect = Optional.empty();
        boolean more = true;
        while (more) {
            cell.setLength(0);
            if (peek() == '"') {
                read();
                readQuoted();
            }
            more = readPlain();
            if (characters < MOST_CHARACTERS) {
                cells.add(cell.toString());
            }
        }
        return Optional.of(new CsvRecord(begin, cells, defect));
    }

    /** Reads what is left of a cell that is in quotes, up to and with the quote that closes it. */
    private void readQuoted() {
        long begin = line;
        while (true) {
            int character = read();
            if (character == END || characters >= MOST_CHARACTERS) {
                ended = true;
                defect = Optional.of(
                        "has a cell in quotes that does not end. Is a quote not closed? The rest of the file"
                                + " was not read.");
                return;
            }
            if (character == '"') {
                if (peek() != '"') {
                    if (line > begin) {
                        defect("goes on over several lines. Is a quote not closed?");
                    }
                    if (!endsCell(peek())) {
                        defect("has text behind a closing quote. A quote within quotes is written twice.");
                    }
                    return;
                }
                read();
            }
            take(character);
        }
    }

    /** Reads up to the end of a cell; tells whether another one follows. */
    private boolean readPlain() {
        while (!ended) {
            int character = read();
            if (character == ',') {
                count();
                return true;
            }
            if (endsCell(character)) {
                return false;
            }
            take(character);
        }
        return false;
    }

    private static boolean endsCell(int character) {
        return character == ',' || character == '\n' || character == END;
    }

    private void take(int character) {
        if (count()) {
            cell.append((char) character);
        }
    }

    /** Counts a character, and tells whether the record is still short enough to be kept. */
    private boolean count() {
        if (characters < MOST_CHARACTERS) {
            characters++;
            return true;
        }
        // What follows is passed over, so that no line is too long for the memory.
        defect("has more than " + MOST_CHARACTERS + " characters.");
        return false;
    }

    private void defect(String found) {
        if (defect.isEmpty()) {
            defect = Optional.of(found);
        }
    }

    /** The next character, every line end being LF. */
    private int read() {
        int character = peek();
        position++;
        if (character == '\n') {
            line++;
            boolean wasReturn = buffer[position - 1] == '\r';
            if (wasReturn && fill() && buffer[position] == '\n') {
                position++;
            }
        }
        return character;
    }

    private int peek() {
        if (!fill()) {
            return END;
        }
        char character = buffer[position];
        return character == '\r' ? '\n' : character;
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
