package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushSender;
import io.serialpass.storage.testkit.Await;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One look tells why a phone did not update. */
@Timeout(120)
class TraceTest {

    /** A push service that gives one answer. */
    private static final class Answering implements PushSender {
        private volatile PushAnswer answer = PushAnswer.SENT;
        private volatile PushAbility ability = PushAbility.on("certificate");

        @Override
        public PushAbility ability(PassTypeIdentifier type) {
            return ability;
        }

        @Override
        public boolean isReachable(PushToken token) {
            return !token.value().contains("odd");
        }

        @Override
        public CompletionStage<PushAnswer> send(PassTypeIdentifier type, PushToken token) {
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public int mostUnderWay() {
            return 10;
        }

        @Override
        public void close() {
            // There is nothing to free.
        }
    }

    private static WalletServer start(PushSender sender) throws Exception {
        return WalletServer.starting(
                TestServer.SQLITE,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) -> builder.pushSender(sender));
    }

    private static JsonNode trace(WalletServer wallet) throws Exception {
        TestServer.Answer answer = wallet.server.get("passes/" + WalletServer.TYPE + "/C-1/trace");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode device(WalletServer wallet) throws Exception {
        return trace(wallet).path("devices").path(0);
    }

    /** What the server notes in memory comes into the store within seconds, and pushes are sent in the background. */
    private static JsonNode awaitState(WalletServer wallet, String state) throws Exception {
        return Await.answer(
                () -> device(wallet), device -> device.path("state").asText().equals(state));
    }

    @Test
    void aPhoneThatFollowsIsTracedFromTheChangeToTheFetch() throws Exception {
        try (WalletServer wallet = start(new Answering())) {
            String token = wallet.issueWithPackage("C-1");
            assertThat(trace(wallet).path("sentence").asText()).startsWith("No device has registered the pass.");
            wallet.register("phone", "C-1", token);
            assertThat(device(wallet).path("state").asText()).isEqualTo("registered");
            String tag = wallet.list(WalletServer.APPLE, "phone", "")
                    .json()
                    .path("lastUpdated")
                    .asText();
            wallet.server.clock.advance(Duration.ofSeconds(5));
            wallet.upload("C-1", "second");
            JsonNode sent = awaitState(wallet, "sent");
            assertThat(sent.path("push").path("outcome").asText()).isEqualTo("sent");
            assertThat(sent.path("pushToken").asText()).isEqualTo("…of-phone");
            assertThat(sent.path("sentence").asText()).contains("2026-11-21T10:00:05Z");
            wallet.server.clock.advance(Duration.ofSeconds(2));
            assertThat(wallet.listed("phone", "?passesUpdatedSince=" + tag)).isEqualTo(List.of("C-1"));
            JsonNode asked = awaitState(wallet, "asked");
            assertThat(asked.path("lastAsk").path("sent").asText()).isEqualTo(tag);
            assertThat(asked.path("lastAsk").path("time").asText()).isEqualTo("2026-11-21T10:00:07Z");
            assertThat(wallet.get(WalletServer.APPLE, "GET", "C-1", token).statusCode())
                    .isEqualTo(200);
            awaitState(wallet, "fetched");
            JsonNode fetch = trace(wallet).path("lastFetch");
            assertThat(fetch.path("updateTag").asText())
                    .isEqualTo(trace(wallet).path("updateTag").asText());
            assertThat(fetch.path("unchanged").asBoolean()).isFalse();
        }
    }

    @Test
    void pushesThatWaitSayWhy() throws Exception {
        Answering sender = new Answering();
        sender.ability = PushAbility.off("There is no certificate of the type. Name one with --certificates.");
        try (WalletServer wallet = start(sender)) {
            String token = wallet.issueWithPackage("C-1");
            wallet.register("phone", "C-1", token);
            wallet.upload("C-1", "second");
            JsonNode device = awaitState(wallet, "waiting");
            assertThat(device.path("sentence").asText())
                    .isEqualTo("The push waits, and is not lost: There is no certificate of the type. Name one with"
                            + " --certificates.");
            sender.ability = PushAbility.on("certificate");
            awaitState(wallet, "sent");
        }
    }

    @Test
    void aPassWhoseTypeHasNoCertificateYetSaysThatNothingCanBeFetched() throws Exception {
        try (WalletServer wallet = WalletServer.making(SigningIdentities.of())) {
            wallet.addType(
                    "{\"description\":\"A card\",\"organizationName\":\"Acme\",\"storeCard\":{\"primaryFields\":[]}}");
            String token = wallet.issue("C-1");
            assertThat(wallet.register("phone", "C-1", token).status()).isEqualTo(201);
            assertThat(wallet.register("tablet", "C-1", token).status()).isEqualTo(201);
            JsonNode trace = trace(wallet);
            assertThat(trace.path("devices").path(0).path("state").asText()).isEqualTo("noPackage");
            assertThat(trace.path("sentence").asText())
                    .isEqualTo("The pass has no package yet, so there is nothing to fetch: its type has no certificate"
                            + " or no icon. Put both in place; the device is told then.");
        }
    }

    @Test
    void aPhoneThatMissedItsPushIsToldAgain() throws Exception {
        Answering sender = new Answering();
        try (WalletServer wallet = start(sender)) {
            String push = "passes/" + WalletServer.TYPE + "/C-1/push";
            assertThat(wallet.server.post(push, "").status()).isEqualTo(404);
            String token = wallet.issueWithPackage("C-1");
            wallet.register("phone", "C-1", token);
            wallet.upload("C-1", "second");
            awaitState(wallet, "sent");
            String tag = trace(wallet).path("updateTag").asText();
            wallet.server.clock.advance(Duration.ofMinutes(1));
            TestServer.Answer asked = wallet.server.post(push, "");
            assertThat(asked.status()).as(asked.body()).isEqualTo(202);
            assertThat(asked.json().path("devices").asInt()).isEqualTo(1);
            String before = "2026-11-21T10:00:00Z";
            String time = Await.answer(
                    () -> device(wallet).at("/push/time").asText(before), pushed -> !pushed.equals(before));
            assertThat(time).isEqualTo("2026-11-21T10:01:00Z");
            assertThat(trace(wallet).path("updateTag").asText())
                    .as("the pass did not change")
                    .isEqualTo(tag);
            sender.ability = PushAbility.off("There is no certificate of the type.");
            TestServer.Answer waits = wallet.server.post(push, "");
            assertThat(waits.status()).isEqualTo(503);
            assertThat(waits.description()).contains("nothing was done", "There is no certificate of the type.");
        }
    }

    @Test
    void aPushThatFailedSaysWhenItIsTriedAgain() throws Exception {
        Answering sender = new Answering();
        sender.answer = new PushAnswer(PushAnswer.Verdict.FAILED, 503, "ServiceUnavailable", Optional.empty());
        try (WalletServer wallet = start(sender)) {
            String token = wallet.issueWithPackage("C-1");
            wallet.register("phone", "C-1", token);
            wallet.upload("C-1", "second");
            JsonNode device = awaitState(wallet, "retrying");
            assertThat(device.path("sentence").asText())
                    .contains("503 ServiceUnavailable")
                    .contains("tried again at");
            assertThat(device.path("push").path("nextAttempt").asText()).startsWith("2026-11-21T10:00:0");
        }
    }

    @Test
    void aTokenThatIsNoneOfThePushServiceIsNamed() throws Exception {
        try (WalletServer wallet = start(new Answering())) {
            String token = wallet.issueWithPackage("C-1");
            wallet.register(WalletServer.APPLE, "phone", "C-1", token, WalletServer.pushToken("an odd token"));
            wallet.upload("C-1", "second");
            assertThat(awaitState(wallet, "unreachable").path("sentence").asText())
                    .contains("never pushed");
        }
    }

    @Test
    void whatTheDeviceLoggedOfThePassIsShown() throws Exception {
        try (WalletServer wallet = start(new Answering())) {
            String token = wallet.issueWithPackage("C-1");
            wallet.register("phone", "C-1", token);
            wallet.server.post(
                    "/v1/log",
                    "{\"logs\":[\"Get pass task (pass type " + WalletServer.TYPE + ", serial number C-1,"
                            + " if-modified-since (null); with web service url https://example.com) encountered"
                            + " error: Unexpected response code 500\"]}");
            assertThat(device(wallet).path("logs").path(0).path("message").asText())
                    .contains("Unexpected response code 500");
        }
    }

    @Test
    void aPassOfNobodyOrOfAnotherIsNotTraced() throws Exception {
        try (WalletServer wallet = start(new Answering())) {
            TestServer.Answer answer = wallet.server.get("passes/" + WalletServer.TYPE + "/C-1/trace");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error()).isEqualTo("not_found");
            wallet.issueWithPackage("C-1");
            assertThat(wallet.server
                            .get("passes/" + WalletServer.TYPE + "/C-1/trace?x=1")
                            .error())
                    .isEqualTo("invalid_param");
        }
    }
}
