package io.serialpass.http.transfer;

import io.serialpass.http.transfer.TextLines.Line;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads comma-separated values (RFC 4180) record by record. A defect costs its record and no other, which is why this is no
 * library: FastCSV 4.1 either glues the text behind a closing quote to the cell or ends with an exception that it cannot
 * read on from.
 *
 * <p>A quote that is not closed on its line is looked for on the lines behind it, as far as a record may go. Where one of
 * them ends the cell, they are one record. Else nobody closed the quote: its line alone is the record, and reading goes on
 * with the next line. For one thread.
 */
final class CsvRecords {

    /** No column has texts of several lines, so that more than these few are a quote that nobody closed. */
    private static final int MOST_LINES = 100;

    private final TextLines lines;

    /** Lines that were read in search of a quote, and belong to the next records. */
    private final List<Line> ahead = new ArrayList<>();

    /**
     * One record.
     *
     * @param line the line that it begins on
     * @param cells its cells, without the quotes around them
     * @param defect what is wrong with its form, as the end of a sentence that begins with "The row"
     */
    record CsvRecord(long line, List<String> cells, Optional<String> defect) {}

    CsvRecords(Reader reader) {
        this.lines = new TextLines(reader);
    }

    /** Reads the next record; empty at the end of the file. A line without any character is a record of one empty cell. */
    Optional<CsvRecord> next() {
        return reachAhead(0) ? Optional.of(record(ahead.remove(0))) : Optional.empty();
    }

    private CsvRecord record(Line line) {
        CsvCells cells = CsvCells.of(line.text());
        if (line.cut()) {
            return defective(line, cells, "has more than " + TextLines.MOST_CHARACTERS + " characters.");
        }
        return switch (cells.end()) {
            case WHOLE -> new CsvRecord(line.number(), cells.cells(), Optional.empty());
            case TEXT_BEHIND_QUOTE ->
                defective(line, cells, "has text behind a closing quote. A quote within quotes is written twice.");
            case OPEN ->
                closed(line)
                        .orElseGet(() -> defective(
                                line,
                                cells,
                                "has a quote that is never closed. The rows behind it were read all the same."));
        };
    }

    /** The record of several lines that begins with one; empty if its quote is never closed. */
    private Optional<CsvRecord> closed(Line first) {
        StringBuilder text = new StringBuilder(first.text());
        for (int i = 0; i < MOST_LINES && text.length() <= TextLines.MOST_CHARACTERS && reachAhead(i); i++) {
            Line line = ahead.get(i);
            text.append('\n').append(line.text());
            if (CsvCells.closes(line.text())) {
                CsvCells cells = CsvCells.of(text.toString());
                if (cells.end() != CsvCells.End.WHOLE) {
                    return Optional.empty();
                }
                ahead.subList(0, i + 1).clear();
                return Optional.of(defective(
                        first,
                        cells,
                        "goes on over several lines, up to line " + line.number() + ". Is a quote not closed?"));
            }
        }
        return Optional.empty();
    }

    /** Reads ahead, so that there is a line at a place; false where the file ends before it. */
    private boolean reachAhead(int place) {
        if (ahead.size() == place) {
            lines.next().ifPresent(ahead::add);
        }
        return place < ahead.size();
    }

    private static CsvRecord defective(Line line, CsvCells cells, String defect) {
        return new CsvRecord(line.number(), cells.cells(), Optional.of(defect));
    }
}
