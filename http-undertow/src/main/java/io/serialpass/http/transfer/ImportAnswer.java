package io.serialpass.http.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Response;
import io.serialpass.service.ImportReport;
import io.serialpass.storage.StorageOverloadedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;

/** The answer to an import. */
final class ImportAnswer {

    private static final Logger LOGGER = System.getLogger(ImportAnswer.class.getName());

    private static final String RETRY_AFTER_SECONDS = "5";

    private ImportAnswer() {}

    static Response of(ImportReport report, Collection<String> passedOver) {
        return report.stop()
                .map(stop -> stopped(report, stop))
                .orElseGet(() -> Response.json(200, json -> {
                    json.writeStartObject();
                    json.writeNumberField("imported", report.imported());
                    writeRejected(json, report);
                    json.writeNumberField("blank", report.blank());
                    ImportRunJson.writePassedOver(json, passedOver);
                    json.writeEndObject();
                }));
    }

    private static Response stopped(ImportReport report, ImportReport.Stop stop) {
        ErrorCode code =
                stop.cause() instanceof StorageOverloadedException ? ErrorCode.OVERLOADED : ErrorCode.UNAVAILABLE;
        String sentences = report.whyStopped().orElseThrow();
        if (stop.isFault()) {
            LOGGER.log(Level.ERROR, "An import stopped", stop.cause());
        }
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

    private static void writeRejected(JsonGenerator json, ImportReport report) throws IOException {
        json.writeNumberField("rejectedCount", report.rejectedCount());
        ImportRunJson.writeRejected(json, report.rejected());
    }
}
