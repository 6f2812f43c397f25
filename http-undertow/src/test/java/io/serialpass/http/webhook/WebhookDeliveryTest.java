package io.serialpass.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.event.EventConsumer;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.service.webhook.WebhookLimits;
import io.serialpass.storage.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are delivered at least once, in order for each pass, whatever a receiver and the server do. */
@Timeout(300)
class WebhookDeliveryTest {

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, WebhookServer.MEMORY})
    void aPassIsToldInOrderWhileOthersGoOn(String url) throws Exception {
        try (WebhookServer hooks = WebhookServer.start(url);
                Receiver receiver = Receiver.start()) {
            hooks.addPass("A");
            hooks.addPass("B");
            String path = hooks.add(receiver);
            Set<String> refused = ConcurrentHashMap.newKeySet();
            receiver.answers((message, out) -> Receiver.status(
                            message.pass().equals("A") && refused.add(message.id()) && refused.size() == 1 ? 500 : 200)
                    .write(message, out));
            hooks.change("A", 1);
            Receiver.Message first = receiver.next();
            Await.answer(() -> hooks.states(path), states -> states.equals(List.of("failed")));
            hooks.change("A", 2);
            hooks.change("B", 1);
            hooks.change("A", 3);
            assertThat(receiver.next().pass()).isEqualTo("B");
            Await.answer(() -> hooks.states(path), List.of("failed", "pending", "delivered", "pending")::equals);
            assertThat(receiver.peek()).isEmpty();
            hooks.server.clock.advance(Duration.ofSeconds(6));
            List<Receiver.Message> rest = receiver.next(3);
            assertThat(rest.get(0).id()).isEqualTo(first.id());
            assertThat(rest.get(0).body()).isEqualTo(first.body());
            assertThat(rest).extracting(Receiver.Message::pass).containsExactly("A", "A", "A");
            assertThat(positions(rest)).isSorted().doesNotHaveDuplicates();
            assertThat(Long.parseLong(rest.get(0).header("webhook-timestamp")))
                    .as("the time of the attempt")
                    .isGreaterThan(Long.parseLong(first.header("webhook-timestamp")));
        }
    }

    private static List<Long> positions(List<Receiver.Message> messages) {
        return messages.stream()
                .map(message -> message.json().path("data").path("position").asLong())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, WebhookServer.MEMORY})
    void aMessageIsTriedForDaysGivenUpVisiblyAndSentAgainOnDemand(String url) throws Exception {
        try (WebhookServer hooks = WebhookServer.start(url);
                Receiver receiver = Receiver.start()) {
            String path = hooks.add(receiver);
            receiver.answers(Receiver.status(503));
            hooks.addPass("A");
            Set<String> ids = new HashSet<>();
            for (int attempt = 1; attempt <= 10; attempt++) {
                ids.add(receiver.next().id());
                int made = attempt;
                Await.answer(
                        () -> hooks.deliveries(path, "").get(0).path("attempts").asInt(), attempts -> attempts == made);
                hooks.server.clock.advance(Duration.ofHours(30));
            }
            assertThat(ids).hasSize(1);
            JsonNode delivery = hooks.deliveries(path, "&state=givenUp").get(0);
            assertThat(delivery.path("attempts").asInt()).isEqualTo(10);
            assertThat(delivery.path("status").asInt()).isEqualTo(503);
            assertThat(delivery.path("reason").asText()).isEqualTo("The receiver answered 503.");
            assertThat(delivery.path("nextAttempt").isNull()).isTrue();
            receiver.answers(Receiver.status(200));
            Answer again = hooks.server.post(
                    path + "/deliveries/" + delivery.path("id").asLong() + "/resend", "");
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.json().path("state").asText()).isEqualTo("pending");
            assertThat(ids).contains(receiver.next().id());
            Await.answer(() -> hooks.states(path), List.of("delivered")::equals);
        }
    }

    @Test
    void allThatWasGivenUpIsSentAgainSinceATime() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            String path = hooks.add(receiver);
            // It wants no more, so that the message is given up at once.
            receiver.answers(Receiver.status(410));
            hooks.addPass("A");
            String id = receiver.next().id();
            Await.answer(() -> hooks.states(path), List.of("givenUp")::equals);
            JsonNode off = Await.answer(
                    () -> hooks.server.get(path).json(),
                    json -> !json.path("enabled").asBoolean());
            assertThat(off.path("disabledReason").asText()).contains("410 Gone");
            hooks.addPass("B");
            receiver.answers(Receiver.status(200));
            assertThat(hooks.server
                            .put(path, "{\"enabled\":true}")
                            .json()
                            .path("disabledReason")
                            .isNull())
                    .isTrue();
            String later = "{\"since\":\"2026-11-21T10:00:01Z\"}";
            assertThat(hooks.server
                            .post(path + "/resend", later)
                            .json()
                            .path("count")
                            .asInt())
                    .isZero();
            Answer all = hooks.server.post(path + "/resend", "{\"since\":\"2026-11-21T10:00:00Z\"}");
            assertThat(all.status()).isEqualTo(202);
            assertThat(all.json().path("count").asInt()).isEqualTo(1);
            assertThat(receiver.next().id()).isEqualTo(id);
            hooks.addPass("C");
            assertThat(receiver.next().pass())
                    .as("what happened while it was off is not told")
                    .isEqualTo("C");
            assertThat(hooks.server.post(path + "/resend", "{}").error()).isEqualTo("missing_param");
        }
    }

    @Test
    void aReceiverIsLeftAloneForAsLongAsItAsks() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            String path = hooks.add(receiver);
            receiver.answers(Receiver.status(429, "Retry-After: 600"));
            hooks.addPass("A");
            receiver.next();
            JsonNode delivery = Await.answer(
                    () -> hooks.deliveries(path, "").get(0),
                    json -> json.path("state").asText().equals("failed"));
            assertThat(delivery.path("nextAttempt").asText()).isEqualTo("2026-11-21T10:10:00Z");
        }
    }

    @Test
    void aServerThatStopsInTheMiddleLosesNothing() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            for (String pass : List.of("A", "B", "C")) {
                hooks.addPass(pass);
            }
            String path = hooks.add(receiver);
            receiver.answers(Receiver.status(500));
            for (int i = 1; i <= 10; i++) {
                for (String pass : List.of("A", "B", "C")) {
                    hooks.change(pass, i);
                }
                if (i == 5) {
                    hooks.server.restart();
                }
            }
            receiver.next();
            hooks.server.restart();
            receiver.answers(Receiver.status(200));
            hooks.server.clock.advance(Duration.ofHours(1));
            Await.answer(() -> hooks.deliveries(path, "&state=delivered").size(), count -> {
                // Those that fail rest; the time goes on.
                hooks.server.clock.advance(Duration.ofMinutes(1));
                return count == 30;
            });
            List<JsonNode> all = hooks.deliveries(path, "");
            assertThat(all).hasSize(30);
            assertThat(all.stream().map(json -> json.path("position").asLong()).toList())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aServerThatIsKilledBeforeTheAnswerIsStoredSendsTheSameMessageAgain() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            String path = hooks.add(receiver);
            // The receiver has the message, and the server never learns it.
            receiver.answers((message, out) -> receiver.hang());
            hooks.addPass("A");
            Receiver.Message first = receiver.next();
            hooks.server.stop();
            receiver.answers(Receiver.status(200));
            hooks.server.restart();
            Receiver.Message again = receiver.next();
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(again.body()).isEqualTo(first.body());
            Await.answer(() -> hooks.states(path), List.of("delivered")::equals);
        }
    }

    @Test
    void aReceiverThatNeverAnswersKeepsNoOtherWaiting() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver hanging = Receiver.start();
                Receiver good = Receiver.start()) {
            for (int i = 0; i < 20; i++) {
                hooks.addPass("P" + i);
            }
            hanging.answers((message, out) -> hanging.hang());
            List<String> stuck = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stuck.add(hooks.add(hanging));
            }
            hooks.add(good);
            for (int i = 0; i < 20; i++) {
                hooks.change("P" + i, 1);
            }
            List<Receiver.Message> told = good.next(20);
            assertThat(told).extracting(Receiver.Message::pass).doesNotHaveDuplicates();
            assertThat(hooks.deliveries(stuck.get(0), "&state=delivered")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, WebhookServer.MEMORY})
    void aReceiverThatIsDownForLongHoldsTheLogBackNotAndFillsNoStore(String url) throws Exception {
        WebhookLimits limits = new WebhookLimits(20, Duration.ofDays(14));
        try (WebhookServer hooks = WebhookServer.start(url, limits);
                Receiver receiver = Receiver.start()) {
            receiver.answers(Receiver.status(500));
            String path = hooks.add(receiver);
            for (int i = 0; i < 60; i++) {
                hooks.addPass("P" + i);
            }
            JsonNode webhook = Await.answer(
                    () -> hooks.server.get(path).json(),
                    json -> json.path("dropped").asLong() == 40);
            assertThat(webhook.path("enabled").asBoolean()).isTrue();
            assertThat(hooks.deliveries(path, "")).hasSize(20);
            EventConsumer consumer = hooks
                    .server
                    .store()
                    .storage()
                    .read(view -> view.events().consumers())
                    .stream()
                    .filter(one -> one.name().value().equals("serialpass.webhooks"))
                    .findFirst()
                    .orElseThrow();
            // The webhook and the pass type that the first pass added are events too, which no webhook is told of.
            assertThat(consumer.position()).isEqualTo(62);
        }
    }

    @Test
    void whatIsNotAskedForIsNotKeptAndHoldsNothingBack() throws Exception {
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            hooks.addPass("A");
            String path =
                    hooks.add(receiver.url(), "\"events\":[\"pass.voided\"]").header("Location");
            for (int i = 1; i <= 5; i++) {
                hooks.change("A", i);
            }
            hooks.server.restart();
            hooks.server.put("passes/" + WebhookServer.CARD + "/A", "{\"voided\":true}");
            assertThat(receiver.next().json().path("type").asText()).isEqualTo("pass.voided");
            assertThat(hooks.states(path)).hasSize(1);
        }
    }
}
