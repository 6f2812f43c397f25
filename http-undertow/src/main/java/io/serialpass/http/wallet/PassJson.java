package io.serialpass.http.wallet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Percent;
import io.serialpass.http.web.Response;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.Registration;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes, registrations and device logs as the API shows them. */
final class PassJson {

    static final String PASSES = "/api/v1.0/passes";
    static final String DEVICE_LOGS = "/api/v1.0/deviceLogs";

    private PassJson() {}

    static String href(PassId id) {
        return PASSES + "/" + id.passTypeIdentifier().value() + "/"
                + Percent.encode(id.serialNumber().value());
    }

    static Response answer(int status, Pass pass, boolean withToken) {
        return Response.json(status, json -> write(json, pass, withToken));
    }

    /** Passes that were issued together. */
    static Response issued(List<Pass> passes) {
        return Response.json(201, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (Pass pass : passes) {
                write(json, pass, true);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static void write(JsonGenerator json, Pass pass, boolean withToken) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "passTypeIdentifier", pass.id().passTypeIdentifier().value());
        json.writeStringField("serialNumber", pass.id().serialNumber().value());
        if (withToken) {
            json.writeStringField(
                    "authenticationToken", pass.authenticationToken().value());
        }
        json.writeStringField("updateTag", pass.updateTag().toString());
        if (pass.serialNumberId().isPresent()) {
            json.writeNumberField("serialNumberId", pass.serialNumberId().get().value());
        } else {
            json.writeNullField("serialNumberId");
        }
        json.writeFieldName("fields");
        write(json, pass.details().fields());
        json.writeBooleanField("voided", pass.details().voided());
        writeText(json, "expirationDate", pass.details().expirationDate().map(Dates::format));
        if (pass.details().redemption().isPresent()) {
            json.writeStringField(
                    "dateRedeemed",
                    Dates.format(pass.details().redemption().get().time()));
        }
        json.writeStringField("organization", pass.organization().name());
        json.writeStringField("dateCreated", Dates.format(pass.dateCreated()));
        json.writeStringField("lastUpdated", Dates.format(pass.lastUpdated()));
        json.writeStringField("href", href(pass.id()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PassFields fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, FieldValue> field : fields.values().entrySet()) {
            json.writeFieldName(field.getKey());
            json.writeObject(field.getValue()
                    .<Object>match(FieldValue.Text::value, FieldValue.Decimal::value, FieldValue.Bool::value));
        }
        json.writeEndObject();
    }

    /**
     * Reads fields.
     *
     * @param scalars texts, numbers and truth values by name
     * @throws IllegalArgumentException if they break a rule
     */
    static PassFields fields(Map<String, Object> scalars) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        scalars.forEach((name, value) -> {
            if (value instanceof String text) {
                values.put(name, new FieldValue.Text(text));
            } else if (value instanceof BigDecimal number) {
                values.put(name, new FieldValue.Decimal(number));
            } else {
                values.put(name, new FieldValue.Bool((Boolean) value));
            }
        });
        return new PassFields(values);
    }

    static void write(JsonGenerator json, Registration registration, boolean withPushToken) throws IOException {
        json.writeStartObject();
        json.writeStringField("deviceLibraryIdentifier", registration.device().value());
        json.writeStringField(
                "pushToken",
                withPushToken
                        ? registration.pushToken().value()
                        : registration.pushToken().masked());
        json.writeStringField(
                "passTypeIdentifier", registration.pass().passTypeIdentifier().value());
        json.writeStringField("serialNumber", registration.pass().serialNumber().value());
        json.writeStringField("dateCreated", Dates.format(registration.dateCreated()));
        json.writeStringField("lastUpdated", Dates.format(registration.lastUpdated()));
        json.writeEndObject();
    }

    static void write(JsonGenerator json, DeviceLogEntry entry) throws IOException {
        DeviceLogMessage message = entry.message();
        json.writeStartObject();
        json.writeNumberField("id", entry.id());
        json.writeStringField("message", message.text());
        writeText(json, "kind", message.kind().map(DeviceLogKind::label));
        writeText(json, "passTypeIdentifier", message.passTypeIdentifier().map(PassTypeIdentifier::value));
        writeText(json, "serialNumber", message.serialNumber().map(PassSerialNumber::value));
        writeText(json, "deviceLibraryIdentifier", message.device().map(DeviceLibraryIdentifier::value));
        json.writeStringField("dateCreated", Dates.format(entry.dateCreated()));
        json.writeEndObject();
    }

    /** Writes a text, or null where there is none. */
    static void writeText(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        } else {
            json.writeNullField(name);
        }
    }
}
