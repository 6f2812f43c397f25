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
import java.util.function.Consumer;

/** Writes serial numbers as comma-separated values. */
final class CsvExport {

    private CsvExport() {}

    static void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 16 * 1024);
        // Only flushed: closing would close what is not ours.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        try {
            csv.writeRecord(
                    "id",
                    "value",
                    "status",
                    "itemReference",
                    "warehouseStockId",
                    "organization",
                    "dateCreated",
                    "lastUpdated");
            rows.accept(row -> csv.writeRecord(
                    Long.toString(row.id().value()),
                    row.details().value().value(),
                    row.details().status().name(),
                    row.itemReference().value(),
                    row.details().warehouseStockId().isPresent()
                            ? Long.toString(row.details().warehouseStockId().getAsLong())
                            : "",
                    row.organization().name(),
                    Dates.format(row.dateCreated()),
                    Dates.format(row.lastUpdated())));
            csv.flush();
            text.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
