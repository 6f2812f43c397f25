package io.serialpass.http.transfer;

import io.serialpass.http.web.ApiException;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.service.ImportRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** The formats that serial numbers come and go in. */
public enum TransferFormat {
    /** Comma-separated values (RFC 4180), the first line naming the columns. */
    CSV("text/csv") {
        @Override
        public Iterator<ImportRow> rows(InputStream in) {
            return CsvRows.read(in);
        }

        @Override
        public void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException {
            CsvExport.write(out, rows);
        }
    },
    /** One JSON object a line. */
    NDJSON("application/x-ndjson") {
        @Override
        public Iterator<ImportRow> rows(InputStream in) {
            return new NdjsonRows(in);
        }

        @Override
        public void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException {
            NdjsonExport.write(out, rows);
        }
    };

    private final String mediaType;

    TransferFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * The media type.
     *
     * @return the type, in lower case, without parameters
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The format of a media type.
     *
     * @param mediaType the type, in lower case, without parameters
     * @return the format; empty if it is none of ours
     */
    public static Optional<TransferFormat> of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst();
    }

    /**
     * Reads rows to import, one by one, in memory that does not grow with their number.
     *
     * @param in the file, in UTF-8
     * @return the rows, those that cannot be understood included
     * @throws ApiException if the file as a whole cannot be understood
     */
    public abstract Iterator<ImportRow> rows(InputStream in);

    /**
     * Writes rows, one by one.
     *
     * @param out where to; flushed, not closed
     * @param rows hands its rows to the consumer that it is given
     * @throws IOException if the target fails
     */
    public abstract void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException;
}
