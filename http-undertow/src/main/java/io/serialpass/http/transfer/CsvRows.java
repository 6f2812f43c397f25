package io.serialpass.http.transfer;

import io.serialpass.http.transfer.CsvRecords.CsvRecord;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.text.Texts;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads rows to import from comma-separated values. For one thread. */
final class CsvRows extends RowReader {

    private final CsvRecords records;
    private final CsvHeader header;

    private CsvRows(CsvRecords records, CsvHeader header) {
        this.records = records;
        this.header = header;
    }

    static CsvRows read(InputStream in) {
        CsvRecords records = new CsvRecords(Utf8Text.reader(in));
        Optional<CsvRecord> first = records.next();
        while (first.isPresent() && isBlank(first.get())) {
            first = records.next();
        }
        return new CsvRows(records, CsvHeader.of(first));
    }

    private static boolean isBlank(CsvRecord csv) {
        return csv.defect().isEmpty()
                && csv.cells().stream().allMatch(cell -> Texts.strip(cell).isEmpty());
    }

    @Override
    public Collection<String> passedOver() {
        return header.passedOver();
    }

    @Override
    Optional<ImportRow> readRow() {
        return records.next()
                .map(csv -> isBlank(csv)
                        ? new ImportRow.Blank(csv.line())
                        : RowFields.rowOrRejection(csv.line(), () -> row(csv)));
    }

    private ImportRow row(CsvRecord csv) {
        List<String> cells = csv.cells();
        if (cells.stream().anyMatch(Utf8Text::isUnreadable)) {
            throw RowFields.invalid("row", "is not UTF-8. " + Utf8Text.REMEDY + " and import the row again.");
        }
        csv.defect().ifPresent(defect -> {
            throw RowFields.invalid("row", defect);
        });
        for (int column = 0; column < cells.size(); column++) {
            if (header.isUnnamed(column) && !Texts.strip(cells.get(column)).isEmpty()) {
                throw RowFields.invalid(
                        "row", "has text in column " + (column + 1) + ", and the header names no such column.");
            }
        }
        Problems problems = new Problems();
        Optional<SerialNumberValue> value = text(cells, RowFields.VALUE, problems)
                .flatMap(text -> read(RowFields.VALUE, text, problems, SerialNumberValue::of));
        Optional<ItemReference> item = text(cells, RowFields.ITEM_REFERENCE, problems)
                .flatMap(text -> read(RowFields.ITEM_REFERENCE, text, problems, ItemReference::new));
        Optional<SerialNumberStatus> status = filled(cells, RowFields.STATUS, problems)
                .flatMap(text -> read(RowFields.STATUS, text, problems, RowFields::status));
        OptionalLong stock = filled(cells, RowFields.WAREHOUSE_STOCK_ID, problems)
                .map(text -> stockId(text, problems))
                .orElse(OptionalLong.empty());
        problems.check();
        return new ImportRow.Candidate(
                csv.line(),
                item.orElseThrow(),
                new SerialNumberDetails(value.orElseThrow(), status.orElse(SerialNumberStatus.NEW), stock));
    }

    /** The text of a field; empty where the file has no such column. */
    private Optional<String> text(List<String> cells, String name, Problems problems) {
        Optional<Integer> column = header.column(name);
        if (column.isPresent() && column.get() >= cells.size()) {
            problems.missing(name);
            return Optional.empty();
        }
        Optional<String> text = column.map(cells::get);
        return header.isForSpreadsheet() ? text.map(SpreadsheetText::unmark) : text;
    }

    /** The text of a field that may be left empty. */
    private Optional<String> filled(List<String> cells, String name, Problems problems) {
        return text(cells, name, problems).filter(text -> !Texts.strip(text).isEmpty());
    }

    private static <T> Optional<T> read(String name, String text, Problems problems, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            problems.value(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static OptionalLong stockId(String text, Problems problems) {
        Optional<Long> id = QueryParameters.id(text);
        if (id.isEmpty()) {
            problems.type(RowFields.WAREHOUSE_STOCK_ID);
        }
        return id.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
