package io.serialpass.http.wallet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Dates;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.SigningCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pass types as the API shows them. */
final class PassTypeJson {

    static final String PASS_TYPES = "/api/v1.0/passTypes";

    private final PassFormat format;

    PassTypeJson(PassFormat format) {
        this.format = format;
    }

    static String href(PassType type) {
        return PASS_TYPES + "/" + type.identifier().value();
    }

    static void write(JsonGenerator json, PassType type) throws IOException {
        json.writeStartObject();
        writeFields(json, type);
        json.writeEndObject();
    }

    void write(
            JsonGenerator json,
            Detailed detailed,
            Optional<SigningCertificate> certificate,
            Instant now,
            List<Finding> findings)
            throws IOException {
        json.writeStartObject();
        writeFields(json, detailed.type());
        writeContent(json, detailed);
        json.writeFieldName("certificate");
        if (certificate.isPresent()) {
            writeCertificate(json, certificate.get(), now);
        } else {
            json.writeNull();
        }
        FindingJson.write(json, findings);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, PassType type) throws IOException {
        json.writeStringField("passTypeIdentifier", type.identifier().value());
        json.writeNumberField("passes", type.passes());
        if (type.content().isPresent()) {
            json.writeStringField("updateTag", type.content().get().tag().toString());
        } else {
            json.writeNullField("updateTag");
        }
        json.writeStringField("organization", type.organization().name());
        json.writeStringField("dateCreated", Dates.format(type.dateCreated()));
        json.writeStringField("lastUpdated", Dates.format(type.lastUpdated()));
        json.writeStringField("href", href(type));
    }

    private void writeContent(JsonGenerator json, Detailed detailed) throws IOException {
        PassTypeContent content = detailed.content();
        json.writeFieldName("template");
        // A template of an older version may be kept in another encoding, or with a comma too many.
        Optional<String> template = content.template()
                .map(bytes -> format.normalized(PassFileName.TEMPLATE, bytes))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        if (template.isPresent()) {
            json.writeRawValue(template.get());
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("files");
        for (Map.Entry<PassFileName, byte[]> file : content.files().entrySet()) {
            if (file.getKey().equals(PassFileName.TEMPLATE)) {
                continue;
            }
            json.writeStartObject();
            json.writeStringField("name", file.getKey().value());
            json.writeNumberField("size", file.getValue().length);
            json.writeStringField("href", href(detailed.type()) + "/files/" + file.getKey());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCertificate(JsonGenerator json, SigningCertificate certificate, Instant now)
            throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "passTypeIdentifier", certificate.passTypeIdentifier().value());
        json.writeStringField("teamIdentifier", certificate.teamIdentifier());
        json.writeStringField("notBefore", Dates.format(certificate.notBefore()));
        json.writeStringField("notAfter", Dates.format(certificate.notAfter()));
        json.writeNumberField("daysLeft", certificate.daysLeft(now));
        json.writeEndObject();
    }
}
