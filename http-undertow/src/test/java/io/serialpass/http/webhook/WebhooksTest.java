package io.serialpass.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.event.EventConsumer;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.webhook.client.HttpWebhookSender;
import io.serialpass.service.webhook.WebhookLimits;
import io.serialpass.storage.testkit.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks are made, changed and tested over HTTP, and what they are told is signed and theirs alone. */
@Timeout(240)
class WebhooksTest {

    /** As a receiver verifies it, from the page of Standard Webhooks, and not from the code under test. */
    private static String signature(String secret, Receiver.Message message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = message.id() + "." + message.header("webhook-timestamp") + "."
                + new String(message.body(), StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, WebhookServer.MEMORY})
    void anEventIsToldAsTheLogHasItAndSigned(String url) throws Exception {
        try (WebhookServer hooks = WebhookServer.start(url);
                Receiver receiver = Receiver.start()) {
            Answer made = hooks.add(receiver.url(), "");
            String secret = made.json().path("secret").asText();
            hooks.addPass("S-1");
            Receiver.Message message = receiver.next();
            assertThat(message.header("webhook-signature")).isEqualTo(signature(secret, message));
            assertThat(message.header("webhook-timestamp"))
                    .isEqualTo(Long.toString(hooks.server.clock.instant().getEpochSecond()));
            JsonNode event = hooks.server.get("events").json().path("data").get(0);
            assertThat(message.json().path("type").asText()).isEqualTo("pass.created");
            assertThat(message.json().path("timestamp")).isEqualTo(event.path("time"));
            assertThat(message.json().path("data")).isEqualTo(event);
            assertThat(message.json()).hasSize(3);
            String path = "webhooks/" + made.json().path("id").asLong();
            assertThat(Await.answer(() -> hooks.states(path), states -> states.equals(List.of("delivered"))))
                    .hasSize(1);
            JsonNode delivery = hooks.deliveries(path, "").get(0);
            assertThat(delivery.path("messageId").asText()).isEqualTo(message.id());
            assertThat(delivery.path("status").asInt()).isEqualTo(200);
            assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
            assertThat(delivery.path("nextAttempt").isNull()).isTrue();
            JsonNode whole = hooks.server.get(delivery.path("href").asText()).json();
            assertThat(whole.path("event")).isEqualTo(event);
        }
    }

    @Test
    void aWebhookIsToldOfTheEventsAndThePassTypeThatItAsksFor() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver named = Receiver.start();
                Receiver typed = Receiver.start();
                Receiver others = Receiver.start()) {
            hooks.add(named.url(), "\"events\":[\"serialNumbers.created\"]");
            hooks.add(typed.url(), "\"passTypeIdentifier\":\"" + WebhookServer.CARD + "\"");
            hooks.server.send(hooks.server
                    .request("webhooks")
                    .setHeader("Authorization", "Bearer other-secret")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"url\":\"" + others.url() + "\"}"))
                    .build());
            hooks.server.post("passes", "{\"passTypeIdentifier\":\"pass.other\",\"serialNumber\":\"X\"}");
            hooks.server.add(hooks.server.addItem("A"), "a");
            hooks.addPass("S-1");
            assertThat(named.next().json().path("type").asText()).isEqualTo("serialNumbers.created");
            assertThat(typed.next().pass()).isEqualTo("S-1");
            hooks.server.post("serialNumbers/reserve", "{\"itemId\":1,\"quantity\":1}");
            hooks.change("S-1", 1);
            assertThat(typed.next().json().path("type").asText()).isEqualTo("pass.changed");
            assertThat(named.peek()).isEmpty();
            assertThat(others.peek()).as("of another organization").isEmpty();
        }
    }

    @Test
    void whoChangedAWebhookIsInTheAuditTrailAndNoWebhookIsToldOfIt() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            Answer made = hooks.add(receiver.url(), "\"description\":\"Books\"");
            String path = made.header("Location");
            hooks.server.put(path, "{\"description\":null}");
            hooks.server.put(path, "{\"description\":null}");
            JsonNode rotated = hooks.server.post(path + "/secret", "").json();
            hooks.addPass("S-1");
            assertThat(receiver.next().json().path("type").asText()).isEqualTo("pass.created");
            hooks.server.delete(path);
            Answer trail = hooks.server.get("audit");
            assertThat(trail.json().path("data").findValuesAsText("type"))
                    .containsExactly(
                            "webhook.created",
                            "webhook.changed",
                            "webhook.secretRotated",
                            "passType.created",
                            "pass.created",
                            "webhook.deleted");
            assertThat(trail.body())
                    .contains("\"webhookId\":1,\"description\":\"Books\",\"actor\":{\"tokenId\":null")
                    .doesNotContain(
                            made.json().path("secret").asText(),
                            rotated.path("secret").asText(),
                            receiver.url());
            assertThat(hooks.server
                            .post("webhooks", "{\"url\":\"" + receiver.url() + "\",\"events\":[\"webhook.created\"]}")
                            .error())
                    .isEqualTo("invalid_param_value");
        }
    }

    @Test
    void aSecretIsShownWhenItIsMadeAndNeverAgain() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            Answer made = hooks.add(receiver.url(), "\"description\":\"Books\"");
            String secret = made.json().path("secret").asText();
            assertThat(secret).startsWith("whsec_").hasSizeGreaterThan(40);
            assertThat(made.header("Cache-Control")).isEqualTo("no-store");
            String path = made.header("Location");
            assertThat(hooks.server.get(path).body()).doesNotContain("whsec_").contains("Books");
            assertThat(hooks.server.get("webhooks").body()).doesNotContain("whsec_");
            assertThat(hooks.server.put(path, "{\"description\":null}").body())
                    .doesNotContain("whsec_")
                    .contains("\"description\":null");
            String own = "whsec_" + "QUJD".repeat(8);
            assertThat(hooks.add(receiver.url(), "\"secret\":\"" + own + "\"")
                            .json()
                            .path("secret")
                            .asText())
                    .isEqualTo(own);
        }
    }

    @Test
    void anOldSecretSignsBesideTheNewOneForADay() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            Answer made = hooks.add(receiver.url(), "");
            String old = made.json().path("secret").asText();
            String path = made.header("Location");
            String next = hooks.server
                    .post(path + "/secret", "")
                    .json()
                    .path("secret")
                    .asText();
            assertThat(next).startsWith("whsec_").isNotEqualTo(old);
            assertThat(hooks.server.get(path).json().path("oldSecretUntil").asText())
                    .isEqualTo("2026-11-22T10:00:00Z");
            hooks.addPass("S-1");
            Receiver.Message both = receiver.next();
            assertThat(both.header("webhook-signature")).isEqualTo(signature(next, both) + " " + signature(old, both));
            hooks.server.clock.advance(Duration.ofHours(24));
            hooks.addPass("S-2");
            Receiver.Message one = receiver.next();
            assertThat(one.header("webhook-signature")).isEqualTo(signature(next, one));
        }
    }

    @Test
    void aTestTellsWhatCame() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            String path = hooks.add(receiver);
            Answer taken = hooks.server.post(path + "/test", "");
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.json().path("delivered").asBoolean()).isTrue();
            assertThat(taken.json().path("status").asInt()).isEqualTo(200);
            assertThat(receiver.next().json().path("type").asText()).isEqualTo("webhook.test");
            receiver.answers(Receiver.status(500));
            JsonNode failed = hooks.server.post(path + "/test", "").json();
            assertThat(failed.path("delivered").asBoolean()).isFalse();
            assertThat(failed.path("reason").asText()).isEqualTo("The receiver answered 500.");
            receiver.stop();
            JsonNode closed = hooks.server.post(path + "/test", "").json();
            assertThat(closed.path("status").isNull()).isTrue();
            assertThat(closed.path("reason").asText()).contains("could not be reached");
            assertThat(hooks.states(path)).as("a test is not kept").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing_param | url parameter is missing",
                "{\"url\":7} | invalid_param_type | url",
                "{\"url\":\"ftp://x.y/\"} | invalid_param_value | must be a URL that begins with https://",
                "{\"url\":\"https://u:p@x.y/\"} | invalid_param_value | user name or password",
                "{\"url\":\"https://224.0.0.1/\"} | invalid_param_value | not an address of the internet",
                "{\"url\":\"https://x.y/\",\"events\":[\"pass.sung\"]} | invalid_param_value | names of events:"
                        + " pass.created",
                "{\"url\":\"https://x.y/\",\"events\":[]} | invalid_param_value | list of 1 to",
                "{\"url\":\"https://x.y/\",\"passTypeIdentifier\":\"a b\"} | invalid_param_value | passTypeIdentifier",
                "{\"url\":\"https://x.y/\",\"secret\":\"whsec_QUJD\"} | invalid_param_value | 24 to 64 bytes",
                "{\"url\":\"https://x.y/\",\"colour\":1} | invalid_param | colour",
                "{\"url\":\"https://x.y/\",\"enabled\":\"yes\"} | invalid_param_type | enabled",
                "[] | invalid_json | object"
            })
    void badInputIsTold(String body, String code, String words) throws Exception {
        try (WebhookServer hooks = WebhookServer.start(WebhookServer.MEMORY)) {
            Answer answer = hooks.server.post("webhooks", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo(code);
            assertThat(answer.description()).contains(words);
            assertThat(hooks.server.get("webhooks").json().path("data")).isEmpty();
        }
    }

    @Test
    void withoutTheOptionNoWebhookGoesToTheMachineItself() throws Exception {
        try (TestServer server = TestServer.start(
                WebhookServer.MEMORY,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) -> builder.webhooks(HttpWebhookSender.create(false), WebhookLimits.defaults()))) {
            for (String url : List.of("http://localhost:9/", "https://127.0.0.1/", "https://192.168.1.1/")) {
                Answer answer = server.post("webhooks", "{\"url\":\"" + url + "\"}");
                assertThat(answer.error()).isEqualTo("invalid_param_value");
                assertThat(answer.description()).contains("--webhook-allow-private");
            }
            assertThat(server.post("webhooks", "{\"url\":\"https://example.com/\"}")
                            .status())
                    .isEqualTo(201);
            Answer changed = server.put("webhooks/1", "{\"url\":\"https://10.0.0.1/\"}");
            assertThat(changed.error()).isEqualTo("invalid_param_value");
            assertThat(server.get("webhooks/1").json().path("url").asText()).isEqualTo("https://example.com/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, WebhookServer.MEMORY})
    void webhooksAreListedChangedAndDeleted(String url) throws Exception {
        try (WebhookServer hooks = WebhookServer.start(url);
                Receiver receiver = Receiver.start()) {
            String first = hooks.add(receiver);
            String second = hooks.add(receiver);
            JsonNode page = hooks.server.get("webhooks?max=1").json();
            assertThat(page.path("paging").path("total").asInt()).isEqualTo(2);
            assertThat(page.path("paging").path("next").asText()).startsWith("/api/v1.0/webhooks?max=1");
            Answer changed = hooks.server.put(
                    first, "{\"events\":[\"pass.voided\",\"pass.changed\"],\"enabled\":false,\"description\":\"x\"}");
            assertThat(changed.json().path("events")).hasToString("[\"pass.changed\",\"pass.voided\"]");
            assertThat(changed.json().path("enabled").asBoolean()).isFalse();
            assertThat(hooks.server
                            .put(first, "{\"events\":null}")
                            .json()
                            .path("events")
                            .isNull())
                    .isTrue();
            assertThat(hooks.server.delete(first).status()).isEqualTo(200);
            for (String path : List.of(first, first + "/deliveries", "webhooks/99")) {
                Answer gone = hooks.server.get(path);
                assertThat(gone.status()).isEqualTo(404);
                assertThat(gone.description())
                        .startsWith("The webhook with the id ")
                        .endsWith(" doesn't exist.");
            }
            assertThat(hooks.server.get(second + "/deliveries/7").status()).isEqualTo(404);
            for (String max : List.of("0", "101", "1001")) {
                Answer refused = hooks.server.get(second + "/deliveries?max=" + max);
                assertThat(refused.error()).isEqualTo("invalid_param_value");
                assertThat(refused.description()).isEqualTo("The value of parameter max must be 1 to 100.");
            }
            assertThat(hooks.server.get("webhooks/x").error()).isEqualTo("invalid_param_type");
            assertThat(hooks.server.delete(second).status()).isEqualTo(200);
            List<EventConsumer> consumers =
                    hooks.server.store().storage().read(view -> view.events().consumers());
            assertThat(consumers)
                    .as("the log is held back for no webhook")
                    .extracting(consumer -> consumer.name().value())
                    .doesNotContain("serialpass.webhooks");
        }
    }

    @Test
    void anotherOrganizationsWebhookIsNotThere() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(WebhookServer.MEMORY);
                Receiver receiver = Receiver.start()) {
            String path = hooks.add(receiver);
            hooks.addPass("S-1");
            receiver.next();
            for (String call : List.of(
                    "GET ",
                    "PUT ",
                    "DELETE ",
                    "POST /secret",
                    "POST /test",
                    "POST /resend",
                    "GET /deliveries",
                    "GET /deliveries/1",
                    "POST /deliveries/1/resend")) {
                String[] parts = call.split(" ", -1);
                Answer answer = hooks.server.send(hooks.server
                        .request(path + parts[1])
                        .setHeader("Authorization", "Bearer other-secret")
                        .header("Content-Type", "application/json")
                        .method(
                                parts[0],
                                BodyPublishers.ofString(
                                        parts[1].equals("/resend") ? "{\"since\":\"2020-01-01\"}" : "{}"))
                        .build());
                assertThat(answer.status()).as(call).isEqualTo(404);
            }
            assertThat(hooks.server.get(path).json().path("enabled").asBoolean())
                    .isTrue();
            assertThat(receiver.peek()).isEmpty();
        }
    }

    @Test
    void anOrganizationHasAHundredWebhooksAtMost() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(WebhookServer.MEMORY)) {
            for (int i = 0; i < 100; i++) {
                hooks.add("https://example.com/" + i, "\"enabled\":false");
            }
            Answer answer = hooks.server.post("webhooks", "{\"url\":\"https://example.com/\"}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.description()).contains("100 webhooks").contains("Delete one first");
            hooks.server.delete("webhooks/1");
            hooks.add("https://example.com/", "");
        }
    }
}
