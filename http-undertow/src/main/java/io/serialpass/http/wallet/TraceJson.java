package io.serialpass.http.wallet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushRecord;
import io.serialpass.service.push.DeviceTrace;
import io.serialpass.service.push.PassTrace;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Writes traces. Of a push token they show no more than the list of registrations does. */
final class TraceJson {

    private TraceJson() {}

    static Response answer(PassTrace trace) {
        return Response.json(200, json -> write(json, trace));
    }

    private static void write(JsonGenerator json, PassTrace trace) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "passTypeIdentifier", trace.pass().id().passTypeIdentifier().value());
        json.writeStringField("serialNumber", trace.pass().id().serialNumber().value());
        json.writeStringField("updateTag", trace.pass().updateTag().toString());
        write(json, "changed", trace.pass().lastModified());
        json.writeStringField("sentence", trace.sentence());
        json.writeFieldName("lastFetch");
        if (trace.fetch().isPresent()) {
            write(json, trace.fetch().get());
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("devices");
        for (DeviceTrace device : trace.devices()) {
            write(json, device);
        }
        json.writeEndArray();
        json.writeBooleanField("moreDevices", trace.more());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PassFetch fetch) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", Dates.format(fetch.time()));
        json.writeStringField("updateTag", fetch.version().toString());
        json.writeBooleanField("unchanged", fetch.unchanged());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DeviceTrace device) throws IOException {
        Registration registration = device.registration();
        json.writeStartObject();
        json.writeStringField("deviceLibraryIdentifier", registration.device().value());
        json.writeStringField("pushToken", registration.pushToken().masked());
        json.writeStringField("registered", Dates.format(registration.dateCreated()));
        json.writeStringField("state", device.state().label());
        json.writeStringField("sentence", device.sentence());
        json.writeFieldName("push");
        if (device.push().isPresent()) {
            write(json, device.push().get());
        } else {
            json.writeNull();
        }
        json.writeFieldName("lastAsk");
        if (device.ask().isPresent()) {
            write(json, device.ask().get());
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("logs");
        for (DeviceLogEntry log : device.logs()) {
            PassJson.write(json, log);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PushRecord push) throws IOException {
        PushAnswer answer = push.answer();
        json.writeStartObject();
        json.writeStringField("time", Dates.format(push.time()));
        json.writeStringField("outcome", answer.verdict().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("status", answer.status());
        json.writeStringField("reason", answer.reason());
        json.writeStringField("toldUpTo", push.told().toString());
        json.writeNumberField("failures", push.failures());
        write(json, "nextAttempt", push.retry());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DeviceAsk ask) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", Dates.format(ask.time()));
        write(json, "sent", ask.since(), UpdateTag::toString);
        write(json, "told", ask.told(), UpdateTag::toString);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        write(json, name, time, Dates::format);
    }

    private static <T> void write(JsonGenerator json, String name, Optional<T> value, Function<T, String> text)
            throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(text.apply(value.get()));
        } else {
            json.writeNull();
        }
    }
}
