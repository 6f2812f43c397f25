package io.serialpass.http.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Response;
import io.serialpass.service.ImportReport;
import io.serialpass.service.ImportRow;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** The answer to an import. */
final class ImportAnswer {

    private static final Logger LOGGER = System.getLogger(ImportAnswer.class.getName());

    private static final String RETRY_AFTER_SECONDS = "5";

    private ImportAnswer() {}

    static Response of(ImportResult result) {
        ImportReport report = result.report();
        return report.stop()
                .map(stop -> stopped(report, stop))
                .orElseGet(() -> Response.json(200, json -> {
                    json.writeStartObject();
                    json.writeNumberField("imported", report.imported());
                    writeRejected(json, report);
                    json.writeNumberField("blank", report.blank());
                    json.writeArrayFieldStart("passedOver");
                    for (String name : result.passedOver()) {
                        json.writeString(name);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }));
    }

    private static Response stopped(ImportReport report, ImportReport.Stop stop) {
        ErrorCode code =
                stop.cause() instanceof StorageOverloadedException ? ErrorCode.OVERLOADED : ErrorCode.UNAVAILABLE;
        String sentences = whyStopped(report, stop);
        return Response.json(code.status(), json -> {
                    json.writeStartObject();
                    json.writeStringField("error", code.code());
                    json.writeStringField("error_description", sentences);
                    json.writeNumberField("imported", report.imported());
                    writeRejected(json, report);
                    json.writeNumberField("blank", report.blank());
                    json.writeNumberField("line", stop.line());
                    json.writeEndObject();
                })
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    static String whyStopped(ImportReport report, ImportReport.Stop stop) {
        return "The import stopped before line " + stop.line() + ", since " + reason(stop.cause()) + ". "
                + report.imported() + " rows were kept. Import the file again from that line on.";
    }

    /** Not the fault's own sentence: that speaks of one unit of work, of which nothing was kept. */
    private static String reason(StorageException cause) {
        if (cause instanceof StorageUnavailableException unavailable) {
            return switch (unavailable.reason()) {
                case LOCKED -> "another program keeps the store locked";
                case FULL -> "the disk that holds the store is full";
                case DAMAGED -> "the store is damaged";
                case MOVED -> "the store's file was moved or removed";
                case UNREACHABLE -> "the store's disk fails or is read-only";
                case STUCK -> "the store does not answer";
            };
        }
        if (cause instanceof StorageOverloadedException) {
            return "the server had more to do than it takes on";
        }
        LOGGER.log(Level.ERROR, "An import stopped", cause);
        return "the store failed; the server's log has more";
    }

    private static void writeRejected(JsonGenerator json, ImportReport report) throws IOException {
        json.writeNumberField("rejectedCount", report.rejectedCount());
        json.writeArrayFieldStart("rejected");
        for (ImportRow.Rejected row : report.rejected()) {
            json.writeStartObject();
            json.writeNumberField("line", row.line());
            json.writeStringField("error", row.reason().name().toLowerCase(Locale.ROOT));
            json.writeStringField("error_description", row.description());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
