package io.serialpass.http.transfer;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Problems;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.service.ImportRow;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The fields of a row to import, whatever its format. */
final class RowFields {

    static final String VALUE = "value";
    static final String ITEM_REFERENCE = "itemReference";
    static final String STATUS = "status";

    /** All fields, in the order in which a message names them. */
    static final List<String> ALL = List.of(VALUE, ITEM_REFERENCE, STATUS);

    private RowFields() {}

    static SerialNumberValue value(String text) {
        return new SerialNumberValue(text);
    }

    static ItemReference itemReference(String text) {
        return new ItemReference(text);
    }

    static SerialNumberStatus status(String text) {
        return SerialNumberStatus.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("must be one of NEW, RESERVED, SOLD"));
    }

    /** Makes a row, or where that ends in an error, the rejected row that says so. */
    static ImportRow rowOrRejection(long line, Supplier<ImportRow> row) {
        try {
            return row.get();
        } catch (ApiException e) {
            return rejected(line, e);
        }
    }

    static ImportRow.Rejected rejected(long line, ApiException error) {
        return new ImportRow.Rejected(
                line, ImportRow.Reason.valueOf(error.code().name()), String.valueOf(error.getMessage()));
    }

    /** Turns the text of a field into its value, or ends in the error that names the field. */
    static <T> T parse(String field, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalidValue(field, String.valueOf(e.getMessage()));
        }
    }

    static ApiException invalidValue(String field, String rule) {
        return new ApiException(ErrorCode.INVALID_PARAM_VALUE, Problems.valueSentence(field, rule));
    }
}
