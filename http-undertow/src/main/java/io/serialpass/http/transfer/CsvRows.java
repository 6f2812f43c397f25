package io.serialpass.http.transfer;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.serialpass.http.web.Problems;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.service.ImportRow;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads rows to import from comma-separated values. For one thread. */
final class CsvRows extends RowReader {

    /** A field longer than this is a quote that nobody closed. */
    private static final int MOST_FIELD_CHARACTERS = 64 * 1024;

    private static final int MOST_NAMES_SHOWN = 10;
    private static final int MOST_NAME_SHOWN = 40;

    private final Iterator<CsvRecord> records;
    private final int columns;
    private final int value;
    private final int itemReference;
    private final int status;
    private long lastLine = 1;
    private boolean broken;

    private CsvRows(Iterator<CsvRecord> records, List<String> header) {
        this.records = records;
        this.columns = header.size();
        this.value = header.indexOf(RowFields.VALUE);
        this.itemReference = header.indexOf(RowFields.ITEM_REFERENCE);
        this.status = header.indexOf(RowFields.STATUS);
    }

    static CsvRows read(InputStream in) {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(MOST_FIELD_CHARACTERS)
                .ofCsvRecord(Utf8Text.reader(in));
        Iterator<CsvRecord> records = reader.iterator();
        List<String> header = header(records);
        requireColumns(header);
        return new CsvRows(records, header);
    }

    private static List<String> header(Iterator<CsvRecord> records) {
        try {
            return records.hasNext() ? records.next().getFields() : List.of();
        } catch (CsvParseException e) {
            throw RowFields.invalidValue("header", "must be one line of the names " + String.join(",", RowFields.ALL));
        }
    }

    private static void requireColumns(List<String> header) {
        Problems problems = new Problems();
        problems.invalid(header.stream()
                .filter(name -> !RowFields.ALL.contains(name))
                .map(CsvRows::shown)
                .limit(MOST_NAMES_SHOWN)
                .toList());
        for (String name : List.of(RowFields.VALUE, RowFields.ITEM_REFERENCE)) {
            if (!header.contains(name)) {
                problems.missing(name);
            }
        }
        Set<String> seen = new HashSet<>();
        header.stream().filter(name -> !seen.add(name)).forEach(name -> problems.value(name, "must be given once"));
        problems.check();
    }

    /** A name of which nobody knows what it holds: the file may be no text at all. */
    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MOST_NAME_SHOWN ? printable : printable.substring(0, MOST_NAME_SHOWN) + "...";
    }

    @Override
    Optional<ImportRow> readRow() {
        try {
            if (broken || !records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord csv = records.next();
            lastLine = csv.getStartingLineNumber();
            return Optional.of(RowFields.rowOrRejection(lastLine, () -> row(csv)));
        } catch (CsvParseException e) {
            broken = true;
            return Optional.of(new ImportRow.Rejected(
                    lastLine + 1,
                    ImportRow.Reason.INVALID_PARAM_VALUE,
                    "A field that begins on this line or later does not end within " + MOST_FIELD_CHARACTERS
                            + " characters. Is a quote not closed? The rest of the file was not read."));
        }
    }

    private ImportRow row(CsvRecord csv) {
        if (csv.getFields().stream().anyMatch(field -> field.indexOf('\n') >= 0)) {
            throw RowFields.invalidValue("row", "must not go on over several lines. Is a quote not closed?");
        }
        if (csv.getFieldCount() != columns) {
            String rule = "must be one of " + columns + " fields, and the row has " + csv.getFieldCount();
            if (csv.getFieldCount() > columns) {
                throw RowFields.invalidValue("row", rule);
            }
            Problems problems = new Problems();
            problems.missing(RowFields.ALL.stream()
                    .filter(name -> column(name) >= csv.getFieldCount())
                    .findFirst()
                    .orElseThrow());
            problems.check();
        }
        String statusText = status < 0 ? "" : csv.getField(status);
        return new ImportRow.Candidate(
                csv.getStartingLineNumber(),
                RowFields.parse(RowFields.VALUE, csv.getField(value), RowFields::value),
                RowFields.parse(RowFields.ITEM_REFERENCE, csv.getField(itemReference), RowFields::itemReference),
                statusText.isEmpty()
                        ? SerialNumberStatus.NEW
                        : RowFields.parse(RowFields.STATUS, statusText, RowFields::status));
    }

    private int column(String name) {
        return switch (name) {
            case RowFields.VALUE -> value;
            case RowFields.ITEM_REFERENCE -> itemReference;
            default -> status;
        };
    }
}
