package io.serialpass.http.webhook.client;

import io.serialpass.event.LoggedEvent;
import io.serialpass.http.event.EventJson;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response;
import io.serialpass.webhook.WebhookCall;
import java.util.Optional;

/** The body of a message. It is the same each time that the message is sent. */
final class MessageJson {

    private static final String TEST = "webhook.test";

    private MessageJson() {}

    static byte[] write(WebhookCall call) {
        Optional<LoggedEvent> event = call.event();
        return Response.jsonBytes(json -> {
            json.writeStartObject();
            json.writeStringField(
                    "type", event.map(logged -> logged.event().type().label()).orElse(TEST));
            json.writeStringField(
                    "timestamp", Dates.format(event.map(LoggedEvent::time).orElse(call.time())));
            json.writeFieldName("data");
            if (event.isPresent()) {
                EventJson.write(json, event.get());
            } else {
                json.writeStartObject();
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }
}
