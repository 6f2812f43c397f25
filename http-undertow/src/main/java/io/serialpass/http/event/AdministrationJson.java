package io.serialpass.http.event;

import io.serialpass.event.AdministrationEvent;
import io.serialpass.event.ApiTokenEvent;
import io.serialpass.event.ItemEvent;
import io.serialpass.event.LinkEvent;
import io.serialpass.event.PassTypeContentEvent;
import io.serialpass.event.WebhookEvent;
import io.serialpass.http.web.Response.JsonWriter;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;

/** The fields of events of the things that an organization sets up. */
final class AdministrationJson {

    private AdministrationJson() {}

    static JsonWriter of(AdministrationEvent event) {
        return event.matchSubject(
                AdministrationJson::item,
                AdministrationJson::passType,
                AdministrationJson::link,
                AdministrationJson::webhook,
                AdministrationJson::apiToken);
    }

    private static JsonWriter item(ItemEvent event) {
        return json -> {
            json.writeNumberField("itemId", event.id().value());
            json.writeStringField("itemReference", event.reference().value());
        };
    }

    private static JsonWriter passType(PassTypeContentEvent event) {
        return json -> {
            json.writeStringField(
                    "passTypeIdentifier", event.passTypeIdentifier().value());
            json.writeArrayFieldStart("files");
            for (PassFileName file : event.files()) {
                json.writeString(file.value());
            }
            json.writeEndArray();
        };
    }

    private static JsonWriter link(LinkEvent event) {
        return json -> {
            json.writeNumberField("linkId", event.id().value());
            json.writeArrayFieldStart("passes");
            for (PassId pass : event.passes()) {
                json.writeStartObject();
                json.writeStringField(
                        "passTypeIdentifier", pass.passTypeIdentifier().value());
                json.writeStringField("serialNumber", pass.serialNumber().value());
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    private static JsonWriter webhook(WebhookEvent event) {
        return json -> {
            json.writeNumberField("webhookId", event.id());
            json.writeStringField("description", event.description().orElse(null));
        };
    }

    private static JsonWriter apiToken(ApiTokenEvent event) {
        return json -> {
            json.writeNumberField("apiTokenId", event.id().value());
            json.writeStringField("name", event.name());
            json.writeStringField("role", event.role().label());
        };
    }
}
