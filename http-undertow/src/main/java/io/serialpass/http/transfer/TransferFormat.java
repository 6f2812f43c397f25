package io.serialpass.http.transfer;

import io.serialpass.http.web.ApiException;
import io.serialpass.inventory.SerialNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The formats that serial numbers come and go in.
 *
 * @since 0.1
 */
public enum TransferFormat {
    /** Comma-separated values (RFC 4180), the first line naming the columns. */
    CSV(List.of("text/csv")) {
        @Override
        public RowReader rows(InputStream in) {
            return CsvRows.read(in);
        }

        @Override
        public void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException {
            CsvExport.write(out, rows, false);
        }
    },
    /** One JSON object a line. */
    NDJSON(List.of("application/x-ndjson", "application/ndjson", "application/jsonl")) {
        @Override
        public RowReader rows(InputStream in) {
            return new NdjsonRows(in);
        }

        @Override
        public void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException {
            NdjsonExport.write(out, rows);
        }
    };

    private final List<String> mediaTypes;

    TransferFormat(List<String> mediaTypes) {
        this.mediaTypes = mediaTypes;
    }

    /**
     * The media type that an answer says.
     *
     * @return the type, in lower case, without parameters
     */
    public String mediaType() {
        return mediaTypes.get(0);
    }

    /**
     * The media types that mean this format.
     *
     * @return the types, in lower case, without parameters
     */
    public List<String> mediaTypes() {
        return mediaTypes;
    }

    /**
     * The format of a media type.
     *
     * @param mediaType the type, in lower case, without parameters
     * @return the format; empty if it is none of ours
     */
    public static Optional<TransferFormat> of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaTypes.contains(mediaType))
                .findFirst();
    }

    /**
     * Reads rows to import, one by one, in memory that does not grow with their number.
     *
     * @param in the file, in UTF-8
     * @return the rows, those that cannot be understood included
     * @throws ApiException if the file as a whole cannot be understood
     */
    public abstract RowReader rows(InputStream in);

    /**
     * Writes rows, one by one.
     *
     * @param out where to; flushed, not closed
     * @param rows hands its rows to the consumer that it is given
     * @throws IOException if the target fails
     */
    public abstract void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException;

    /**
     * Writes comma-separated values for a spreadsheet: with a byte order mark, and so that no text is taken for a formula.
     * {@link #CSV} reads back the same rows.
     *
     * @param out where to; flushed, not closed
     * @param rows hands its rows to the consumer that it is given
     * @throws IOException if the target fails
     */
    public static void writeForSpreadsheet(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException {
        CsvExport.write(out, rows, true);
    }
}
