package io.serialpass.http.transfer;

import io.serialpass.http.transfer.TextLines.Line;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
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
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads rows to import from one JSON object a line. Lines of white space, and objects without any value, are passed over. For
 * one thread.
 */
final class NdjsonRows extends RowReader {

    /** The object in which an export has the item's reference. */
    private static final String ITEM = "item";

    private static final String REFERENCE_OF_ITEM = "item.reference";

    private final TextLines lines;
    private final Set<String> passedOver = new TreeSet<>();

    NdjsonRows(InputStream in) {
        this.lines = new TextLines(Utf8Text.reader(in));
    }

    @Override
    public Collection<String> passedOver() {
        return List.copyOf(passedOver);
    }

    @Override
    Optional<ImportRow> readRow() {
        return lines.next()
                .map(line -> !line.cut() && Texts.strip(line.text()).isEmpty()
                        ? new ImportRow.Blank(line.number())
                        : RowFields.rowOrRejection(line.number(), () -> row(line)));
    }

    /** Errors tell the column alone: the line stands beside them. */
    private static JsonBody parse(String json, Problems problems) {
        try {
            return JsonBody.parse(json, problems);
        } catch (ApiException e) {
            throw new ApiException(e.code(), String.valueOf(e.getMessage()).replace(" at line 1, ", " at "));
        }
    }

    private ImportRow row(Line line) {
        if (Utf8Text.isUnreadable(line.text())) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "The row is not UTF-8. Save the file as UTF-8 and import the row again.");
        }
        if (line.cut()) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "The line has more than " + TextLines.MOST_CHARACTERS + " characters.");
        }
        Problems problems = new Problems();
        JsonBody sent = parse(line.text(), problems);
        if (sent.isBlank()) {
            return new ImportRow.Blank(line.number());
        }
        JsonBody body = sent.renamed(RowFields::canonical);
        body.require(RowFields.VALUE);
        Optional<SerialNumberValue> value = body.text(RowFields.VALUE, SerialNumberValue::of);
        Optional<ItemReference> item = item(body, problems);
        Optional<SerialNumberStatus> status = body.text(RowFields.STATUS, RowFields::status);
        Optional<Long> stock = body.integer(RowFields.WAREHOUSE_STOCK_ID);
        RowFields.PASSED_OVER.stream().filter(body::has).forEach(passedOver::add);
        check(body, problems);
        return new ImportRow.Candidate(
                line.number(),
                item.orElseThrow(),
                new SerialNumberDetails(
                        value.orElseThrow(),
                        status.orElse(SerialNumberStatus.NEW),
                        stock.map(OptionalLong::of).orElse(OptionalLong.empty())));
    }

    /** The item's reference stands in a field of its own, or in the object {@code item} as an export has it. */
    private static Optional<ItemReference> item(JsonBody body, Problems problems) {
        Optional<ItemReference> named = body.text(RowFields.ITEM_REFERENCE, ItemReference::new);
        Optional<ItemReference> nested = body.object(ITEM)
                .map(object -> JsonBody.parse(object, problems))
                .flatMap(object -> object.text(REFERENCE_OF_ITEM.substring(ITEM.length() + 1), ItemReference::new));
        if (nested.isEmpty()) {
            body.require(RowFields.ITEM_REFERENCE);
        } else if (named.isPresent() && !named.equals(nested)) {
            problems.value(RowFields.ITEM_REFERENCE, "must be that of " + REFERENCE_OF_ITEM + " where both are given");
        }
        return named.or(() -> nested);
    }

    private static void check(JsonBody body, Problems problems) {
        body.rejectUnknown();
        try {
            problems.check();
        } catch (ApiException e) {
            throw e.code() == ErrorCode.INVALID_PARAM ? RowFields.withHint(e, RowFields.EXPECTED) : e;
        }
    }
}
