package io.serialpass.http.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.event.EventType;
import io.serialpass.http.event.EventJson;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookSecret;
import io.serialpass.webhook.WebhookSecrets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks and deliveries as the API shows them. A secret is shown only by the call that makes it. */
final class WebhookJson {

    static final String WEBHOOKS = "/api/v1.0/webhooks";

    private WebhookJson() {}

    static String href(WebhookId id) {
        return WEBHOOKS + "/" + id.value();
    }

    static void write(JsonGenerator json, Webhook webhook) throws IOException {
        json.writeStartObject();
        writeFields(json, webhook);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Webhook webhook) throws IOException {
        WebhookDetails details = webhook.details();
        json.writeNumberField("id", webhook.id().value());
        json.writeStringField("url", details.url().value());
        if (details.events().isEmpty()) {
            json.writeNullField("events");
        } else {
            json.writeArrayFieldStart("events");
            for (EventType type : details.events()) {
                json.writeString(type.label());
            }
            json.writeEndArray();
        }
        json.writeStringField(
                "passTypeIdentifier",
                details.passTypeIdentifier().map(PassTypeIdentifier::value).orElse(null));
        json.writeStringField("description", details.description().orElse(null));
        json.writeBooleanField("enabled", details.isEnabled());
        json.writeStringField("disabledReason", webhook.offReason().orElse(null));
        json.writeNumberField("dropped", webhook.dropped());
        json.writeStringField("oldSecretUntil", oldSecretUntil(webhook));
        json.writeStringField("organization", webhook.organization().name());
        json.writeStringField("dateCreated", Dates.format(webhook.dateCreated()));
        json.writeStringField("lastUpdated", Dates.format(webhook.lastUpdated()));
        json.writeStringField("href", href(webhook.id()));
    }

    /** When the last of the secrets that a new one has replaced ends, or ended; null while there is none. */
    private static @Nullable String oldSecretUntil(Webhook webhook) {
        return webhook.secrets().all().stream()
                .map(WebhookSecrets.Dated::endsAt)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(Dates::format)
                .orElse(null);
    }

    static Response answer(Webhook webhook) {
        return Response.json(200, json -> write(json, webhook));
    }

    static Response created(Webhook webhook, WebhookSecret secret) {
        return Response.json(201, json -> {
                    json.writeStartObject();
                    writeFields(json, webhook);
                    json.writeStringField("secret", secret.value());
                    json.writeEndObject();
                })
                .withHeader("Location", href(webhook.id()))
                .withHeader("Cache-Control", "no-store");
    }

    static Response secret(WebhookSecret secret) {
        return Response.json(200, json -> {
                    json.writeStartObject();
                    json.writeStringField("secret", secret.value());
                    json.writeEndObject();
                })
                .withHeader("Cache-Control", "no-store");
    }

    /** What came of a test. */
    static Response tested(WebhookAnswer answer, Duration took) {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeBooleanField("delivered", answer.isTaken());
            writeAnswer(json, answer.status(), answer.reason());
            json.writeNumberField("milliseconds", took.toMillis());
            json.writeEndObject();
        });
    }

    private static void writeAnswer(JsonGenerator json, int status, String reason) throws IOException {
        if (status == 0) {
            json.writeNullField("status");
        } else {
            json.writeNumberField("status", status);
        }
        json.writeStringField("reason", reason.isEmpty() ? null : reason);
    }

    /** One delivery of a list, without the event, which can be large. */
    static void write(JsonGenerator json, WebhookDelivery delivery) throws IOException {
        json.writeStartObject();
        writeFields(json, delivery);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, WebhookDelivery delivery) throws IOException {
        json.writeNumberField("id", delivery.id().value());
        json.writeStringField("messageId", delivery.message().value());
        json.writeStringField("type", delivery.event().event().type().label());
        json.writeNumberField("position", delivery.event().position());
        json.writeStringField("state", delivery.state().label());
        json.writeNumberField("attempts", delivery.attempts());
        json.writeStringField(
                "nextAttempt", delivery.nextAttempt().map(Dates::format).orElse(null));
        json.writeStringField(
                "lastAttempt", delivery.lastAttempt().map(Dates::format).orElse(null));
        writeAnswer(json, delivery.status(), delivery.reason());
        json.writeStringField("dateCreated", Dates.format(delivery.dateCreated()));
        json.writeStringField(
                "href",
                href(delivery.webhook()) + "/deliveries/" + delivery.id().value());
    }

    /** One delivery with its event. */
    static Response answer(int status, WebhookDelivery delivery) {
        return Response.json(status, json -> {
            json.writeStartObject();
            writeFields(json, delivery);
            json.writeFieldName("event");
            EventJson.write(json, delivery.event());
            json.writeEndObject();
        });
    }
}
