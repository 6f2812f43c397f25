package io.serialpass.http.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.event.Event;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response.JsonWriter;
import io.serialpass.organization.Actor;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.io.IOException;

/**
 * Events as a client reads them. A field that an event does not have is null.
 *
 * @since 0.1
 */
public final class EventJson {

    private EventJson() {}

    /**
     * Writes an event.
     *
     * @param json where to
     * @param logged the event
     * @throws IOException if the target fails
     */
    public static void write(JsonGenerator json, LoggedEvent logged) throws IOException {
        json.writeStartObject();
        writeFields(json, logged);
        json.writeEndObject();
    }

    /** Writes a change with whoever made it. */
    static void writeWithActor(JsonGenerator json, LoggedEvent logged, Actor actor) throws IOException {
        json.writeStartObject();
        writeFields(json, logged);
        json.writeObjectFieldStart("actor");
        json.writeFieldName("tokenId");
        if (actor.token().isPresent()) {
            json.writeNumber(actor.token().get().value());
        } else {
            json.writeNull();
        }
        json.writeStringField("name", actor.name());
        json.writeStringField("role", actor.role().label());
        json.writeStringField("address", actor.address().orElse(null));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, LoggedEvent logged) throws IOException {
        Event event = logged.event();
        json.writeNumberField("position", logged.position());
        json.writeStringField("type", event.type().label());
        json.writeStringField("time", Dates.format(logged.time()));
        json.writeStringField("organization", logged.organization().name());
        JsonWriter rest = event.match(
                EventJson::passes,
                EventJson::passType,
                EventJson::registration,
                EventJson::serialNumbers,
                AdministrationJson::of);
        rest.write(json);
    }

    private static JsonWriter passes(PassEvent event) {
        return json -> {
            json.writeStringField(
                    "passTypeIdentifier", event.passTypeIdentifier().value());
            json.writeArrayFieldStart("serialNumbers");
            for (PassSerialNumber serialNumber : event.serialNumbers()) {
                json.writeString(serialNumber.value());
            }
            json.writeEndArray();
            json.writeStringField(
                    "updateTag", event.updateTag().map(UpdateTag::toString).orElse(null));
        };
    }

    private static JsonWriter passType(PassTypeEvent event) {
        return json -> {
            json.writeStringField(
                    "passTypeIdentifier", event.passTypeIdentifier().value());
            if (event.item().isPresent()) {
                json.writeNumberField("itemId", event.item().get().value());
            }
            json.writeStringField("updateTag", event.updateTag().toString());
        };
    }

    private static JsonWriter registration(RegistrationEvent event) {
        return json -> {
            json.writeStringField("deviceLibraryIdentifier", event.device().value());
            json.writeStringField(
                    "passTypeIdentifier", event.passTypeIdentifier().value());
            json.writeStringField("serialNumber", event.pass().serialNumber().value());
        };
    }

    private static JsonWriter serialNumbers(SerialNumberEvent event) {
        return json -> {
            json.writeFieldName("itemId");
            if (event.item().isPresent()) {
                json.writeNumber(event.item().get().value());
            } else {
                json.writeNull();
            }
            json.writeNumberField("count", event.ids().count());
            json.writeArrayFieldStart("ids");
            for (IdRanges.Range range : event.ids().ranges()) {
                json.writeStartObject();
                json.writeNumberField("first", range.first());
                json.writeNumberField("last", range.last());
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }
}
