package io.serialpass.http.transfer;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.service.ImportRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads rows to import from one JSON object a line. Lines of white space are passed over. For one thread. */
final class NdjsonRows extends RowReader {

    private static final int MOST_LINE_CHARACTERS = 64 * 1024;

    private final Reader reader;
    private final StringBuilder text = new StringBuilder();
    private long line;
    private boolean tooLong;

    NdjsonRows(InputStream in) {
        this.reader = Utf8Text.reader(in);
    }

    @Override
    Optional<ImportRow> readRow() {
        while (readLine()) {
            String json = text.toString();
            if (tooLong || !json.isBlank()) {
                return Optional.of(RowFields.rowOrRejection(line, () -> row(json)));
            }
        }
        return Optional.empty();
    }

    /** Reads the next line into {@link #text}, as far as it may be long; false at the end of the file. */
    private boolean readLine() {
        text.setLength(0);
        tooLong = false;
        line++;
        try {
            int character = reader.read();
            if (character < 0) {
                return false;
            }
            for (; character >= 0 && character != '\n'; character = reader.read()) {
                if (text.length() < MOST_LINE_CHARACTERS) {
                    text.append((char) character);
                } else {
                    tooLong = true;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors tell the column alone: the line stands beside them. */
    private static JsonBody parse(String json, Problems problems) {
        try {
            return JsonBody.parse(json, problems);
        } catch (ApiException e) {
            throw new ApiException(e.code(), String.valueOf(e.getMessage()).replace(" at line 1, ", " at "));
        }
    }

    private ImportRow row(String json) {
        if (tooLong) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "The line has more than " + MOST_LINE_CHARACTERS + " characters.");
        }
        Problems problems = new Problems();
        JsonBody body = parse(json, problems);
        body.require(RowFields.VALUE);
        body.require(RowFields.ITEM_REFERENCE);
        Optional<SerialNumberValue> value = body.text(RowFields.VALUE, RowFields::value);
        Optional<ItemReference> itemReference = body.text(RowFields.ITEM_REFERENCE, RowFields::itemReference);
        Optional<SerialNumberStatus> status = body.text(RowFields.STATUS, RowFields::status);
        body.rejectUnknown();
        problems.check();
        return new ImportRow.Candidate(
                line, value.orElseThrow(), itemReference.orElseThrow(), status.orElse(SerialNumberStatus.NEW));
    }
}
