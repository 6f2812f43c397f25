package io.serialpass.http.transfer;

import io.serialpass.http.inventory.InventoryJson;
import io.serialpass.http.web.Response;
import io.serialpass.inventory.SerialNumber;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Writes serial numbers as one JSON object a line, the objects of the list. */
final class NdjsonExport {

    private NdjsonExport() {}

    static void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException {
        BufferedOutputStream lines = new BufferedOutputStream(out, 16 * 1024);
        try {
            rows.accept(row -> {
                try {
                    lines.write(Response.jsonBytes(json -> InventoryJson.write(json, row)));
                    lines.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            lines.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
