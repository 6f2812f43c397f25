package io.serialpass.http.wallet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Dates;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.apple.doctor.CertificateRules;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pass types as the API shows them. */
final class PassTypeJson {

    static final String PASS_TYPES = "/api/v1.0/passTypes";

    private PassTypeJson() {}

    static String href(PassType type) {
        return PASS_TYPES + "/" + type.identifier().value();
    }

    static void write(JsonGenerator json, PassType type) throws IOException {
        json.writeStartObject();
        writeFields(json, type);
        json.writeEndObject();
    }

    static void write(
            JsonGenerator json,
            Detailed detailed,
            Optional<SigningIdentity> identity,
            Instant now,
            List<Finding> findings)
            throws IOException {
        json.writeStartObject();
        writeFields(json, detailed.type());
        writeContent(json, detailed);
        json.writeFieldName("certificate");
        if (identity.isPresent()) {
            writeCertificate(json, identity.get(), now);
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

    private static void writeContent(JsonGenerator json, Detailed detailed) throws IOException {
        PassTypeContent content = detailed.content();
        json.writeFieldName("template");
        // Written anew: a template may have come in another encoding, or with a comma too many.
        Optional<String> template = content.template()
                .flatMap(bytes -> PassJsonFormat.read("pass.json", bytes, new ArrayList<>()))
                .map(object -> new String(PassJsonFormat.write(object), StandardCharsets.UTF_8));
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

    /** Writes what can be told of a certificate; none of its key. */
    static void writeCertificate(JsonGenerator json, SigningIdentity identity, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "passTypeIdentifier", identity.passTypeIdentifier().value());
        json.writeStringField("teamIdentifier", identity.teamIdentifier());
        json.writeStringField("notBefore", Dates.format(identity.notBefore()));
        json.writeStringField("notAfter", Dates.format(identity.notAfter()));
        json.writeNumberField("daysLeft", CertificateRules.daysLeft(identity.notAfter(), now));
        json.writeEndObject();
    }
}
