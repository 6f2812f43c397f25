package io.serialpass.http.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.inventory.InventoryJson;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response;
import io.serialpass.inventory.ImportProgress;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.service.ImportRunDetails;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Runs of imports, and rows that were rejected, as the API shows them. */
final class ImportRunJson {

    static final String RUNS = InventoryJson.SERIAL_NUMBERS + "/imports";

    private ImportRunJson() {}

    static String href(ImportRunId id) {
        return RUNS + "/" + id.value();
    }

    static void write(JsonGenerator json, ImportRun run) throws IOException {
        json.writeStartObject();
        writeFields(json, run);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, ImportRun run) throws IOException {
        ImportProgress progress = run.progress();
        json.writeNumberField("id", run.id().value());
        json.writeStringField("state", run.state().label());
        json.writeStringField("reason", run.reason().orElse(null));
        json.writeStringField("fileName", run.file().name().orElse(null));
        json.writeStringField("mediaType", run.file().mediaType());
        json.writeNumberField("bytes", run.file().bytes());
        json.writeNumberField("bytesRead", progress.bytesRead());
        json.writeNumberField("imported", progress.imported());
        json.writeNumberField("rejectedCount", progress.rejected());
        json.writeNumberField("blank", progress.blank());
        json.writeNumberField("lastLine", progress.lastLine());
        writePassedOver(json, progress.passedOver());
        json.writeStringField("organization", run.organization().name());
        json.writeStringField("dateCreated", Dates.format(run.dateCreated()));
        json.writeStringField("dateEnded", run.dateEnded().map(Dates::format).orElse(null));
        json.writeStringField("href", href(run.id()));
    }

    static void writePassedOver(JsonGenerator json, Iterable<String> names) throws IOException {
        json.writeArrayFieldStart("passedOver");
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    static void writeRejected(JsonGenerator json, List<ImportRow.Rejected> rows) throws IOException {
        json.writeArrayFieldStart("rejected");
        for (ImportRow.Rejected row : rows) {
            json.writeStartObject();
            json.writeNumberField("line", row.line());
            json.writeStringField("error", row.reason().name().toLowerCase(Locale.ROOT));
            json.writeStringField("error_description", row.description());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static Response begun(ImportRun run) {
        return Response.json(202, json -> write(json, run)).withHeader("Location", href(run.id()));
    }

    static Response details(ImportRunDetails details) {
        return Response.json(200, json -> {
            json.writeStartObject();
            writeFields(json, details.run());
            writeRejected(json, details.rejected());
            json.writeEndObject();
        });
    }
}
