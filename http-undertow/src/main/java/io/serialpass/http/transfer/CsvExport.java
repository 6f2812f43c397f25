package io.serialpass.http.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.serialpass.http.web.Dates;
import io.serialpass.inventory.SerialNumber;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Writes serial numbers as comma-separated values. */
final class CsvExport {

    private CsvExport() {}

    private static final List<String> COLUMNS = List.of(
            "id", "value", "status", "itemReference", "warehouseStockId", "organization", "dateCreated", "lastUpdated");

    /**
     * Writes rows.
     *
     * @param forSpreadsheet whether texts are marked as {@link SpreadsheetText} does
     */
    static void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows, boolean forSpreadsheet)
            throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 16 * 1024);
        // Only flushed: closing would close what is not ours.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        UnaryOperator<String> shown = forSpreadsheet ? SpreadsheetText::mark : UnaryOperator.identity();
        try {
            List<String> header = new ArrayList<>(COLUMNS);
            if (forSpreadsheet) {
                text.write(Utf8Text.BYTE_ORDER_MARK);
                header.add(SpreadsheetText.COLUMN);
            }
            csv.writeRecord(header);
            rows.accept(row -> {
                List<String> cells = cells(row, shown);
                if (forSpreadsheet) {
                    cells.add("");
                }
                csv.writeRecord(cells);
            });
            csv.flush();
            text.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<String> cells(SerialNumber row, UnaryOperator<String> shown) {
        OptionalLong stock = row.details().warehouseStockId();
        List<String> cells = new ArrayList<>(COLUMNS.size() + 1);
        cells.add(Long.toString(row.id().value()));
        cells.add(shown.apply(row.details().value().value()));
        cells.add(row.details().status().name());
        cells.add(shown.apply(row.itemReference().value()));
        cells.add(stock.isPresent() ? Long.toString(stock.getAsLong()) : "");
        cells.add(shown.apply(row.organization().name()));
        cells.add(Dates.format(row.dateCreated()));
        cells.add(Dates.format(row.lastUpdated()));
        return cells;
    }
}
