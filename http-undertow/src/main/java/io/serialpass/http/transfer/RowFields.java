package io.serialpass.http.transfer;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.text.Texts;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The fields of a row to import, whatever its format. */
final class RowFields {

    static final String VALUE = "value";
    static final String ITEM_REFERENCE = "itemReference";
    static final String STATUS = "status";
    static final String WAREHOUSE_STOCK_ID = "warehouseStockId";

    /** The columns that a caller sets, in the order in which a message names them; the first two are needed. */
    static final List<String> SETTABLE = List.of(VALUE, ITEM_REFERENCE, STATUS, WAREHOUSE_STOCK_ID);

    static final List<String> NEEDED = List.of(VALUE, ITEM_REFERENCE);

    /** The columns that an export has beside those. No caller sets them, so an import passes them over. */
    static final List<String> PASSED_OVER =
            List.of("id", "itemId", "organization", "dateCreated", "lastUpdated", "reservedUntil");

    /** The names that are expected, as the end of a message. */
    static final String EXPECTED = "The names that are expected are " + String.join(", ", NEEDED)
            + " and, if you like, " + STATUS + ", " + WAREHOUSE_STOCK_ID + ".";

    private RowFields() {}

    /**
     * The name that is meant: names count in any case, with white space around them.
     *
     * @param name a name as it was sent
     * @return one of ours where it is one, else the name as it was sent
     */
    static String canonical(String name) {
        String folded = Texts.foldAsciiCase(Texts.strip(name));
        return Stream.concat(SETTABLE.stream(), PASSED_OVER.stream())
                .filter(known -> Texts.foldAsciiCase(known).equals(folded))
                .findFirst()
                .orElse(name);
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
            return new ImportRow.Rejected(
                    line, ImportRow.Reason.valueOf(e.code().name()), String.valueOf(e.getMessage()));
        }
    }

    /**
     * A part of the file is not as it must be.
     *
     * @param part {@code row}, {@code header} or {@code file}
     * @param what the end of a sentence that begins with the part, and its full stop
     */
    static ApiException invalid(String part, String what) {
        return new ApiException(ErrorCode.INVALID_PARAM_VALUE, "The " + part + " " + what);
    }

    /** The same error with a sentence more. */
    static ApiException withHint(ApiException error, String hint) {
        String message = String.valueOf(error.getMessage());
        return new ApiException(error.code(), message + (message.endsWith(".") ? " " : ". ") + hint);
    }
}
