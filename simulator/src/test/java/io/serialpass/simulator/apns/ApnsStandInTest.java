package io.serialpass.simulator.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in refuses what APNs refuses, and does with the rest what it is told to. */
@Timeout(60)
class ApnsStandInTest {

    private static final String PATH = "/3/device/" + StandInClient.TOKEN;
    private static final String DER = "SHA256withECDSA";
    private static final String RAW = "SHA256withECDSAinP1363Format";

    private final KeyPair key = keyPair();
    private final Queue<AcceptedPush> accepted = new ConcurrentLinkedQueue<>();
    private ApnsStandIn standIn = start(ApnsStandIn.builder().expirationInTheFuture());

    private static KeyPair keyPair() {
        try {
            return StandInClient.keyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private ApnsStandIn start(ApnsStandInBuilder builder) {
        try {
            ApnsStandIn started = builder.start();
            started.onAccepted(accepted::add);
            return started;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void restart(ApnsStandInBuilder builder) {
        standIn.close();
        standIn = start(builder);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private Map<String, String> headers() throws Exception {
        Map<String, String> headers = StandInClient.headers();
        headers.put("authorization", StandInClient.bearer(key, "ABC1234567", "TEAM123456", Instant.now(), RAW));
        return headers;
    }

    private HttpResponse<String> send(String path, Map<String, String> headers, String body) throws Exception {
        return StandInClient.plain(standIn.certificate())
                .send(StandInClient.request(standIn.port(), path, headers, body).build(), BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> response, int status, String reason) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"reason\":\"" + reason + "\"}");
        assertThat(response.headers().firstValue("apns-id")).isPresent();
    }

    @Test
    void aPushThatKeepsEveryRuleIsAcceptedAndHandedOn() throws Exception {
        Map<String, String> headers = headers();
        HttpResponse<String> response = send(PATH, headers, "{}");
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("apns-id")).contains(headers.get("apns-id"));
        assertThat(accepted).singleElement().satisfies(push -> {
            assertThat(push.token()).isEqualTo(StandInClient.TOKEN);
            assertThat(push.topic()).isEqualTo(StandInClient.TOPIC);
            assertThat(push.pushType()).isEqualTo("alert");
            assertThat(push.priority()).isEqualTo(10);
            assertThat(push.expiration())
                    .contains(Instant.ofEpochSecond(Long.parseLong(headers.get("apns-expiration"))));
        });
        assertThat(standIn.accepted()).isEqualTo(1);
        assertThat(standIn.refused()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "apns-topic, none, MissingTopic",
                "apns-push-type, none, InvalidPushType",
                "apns-push-type, Alert, InvalidPushType",
                "apns-push-type, pass, InvalidPushType",
                "apns-push-type, background, BadPriority",
                "apns-priority, 7, BadPriority",
                "apns-priority, high, BadPriority",
                "apns-expiration, none, BadExpirationDate",
                "apns-expiration, 0, BadExpirationDate",
                "apns-expiration, 1700000000, BadExpirationDate",
                "apns-expiration, -1, BadExpirationDate",
                "apns-expiration, 1e9, BadExpirationDate",
                "apns-expiration, soon, BadExpirationDate",
                "apns-id, 123E4567-E89B-12D3-A456-426614174000, BadMessageId",
                "apns-id, 42, BadMessageId",
            })
    void aHeaderThatBreaksARuleIsNamed(String name, String value, String reason) throws Exception {
        Map<String, String> headers = headers();
        headers.remove(name);
        if (value != null) {
            headers.put(name, value);
        }
        assertRefused(send(PATH, headers, "{}"), 400, reason);
        assertThat(accepted).isEmpty();
        assertThat(standIn.refused()).isEqualTo(1);
    }

    @Test
    void backgroundNeedsPriority5AndThePriorityOfTheOthersMayBeLeftOut() throws Exception {
        Map<String, String> headers = headers();
        headers.put("apns-push-type", "background");
        headers.put("apns-priority", "5");
        assertThat(send(PATH, headers, "{}").statusCode()).isEqualTo(200);
        headers.remove("apns-priority");
        assertRefused(send(PATH, headers, "{}"), 400, "BadPriority");
        headers.put("apns-push-type", "alert");
        assertThat(send(PATH, headers, "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/3/device/, 400, MissingDeviceToken",
        "/3/device/abc, 400, BadDeviceToken",
        "/3/device/6f3a0b1c2d3e4f5g, 400, BadDeviceToken",
        "/3/device/6f3a?x=y, 400, BadDeviceToken",
        "/3/device/6f3a/, 400, BadDeviceToken",
        "/3/devices/6f3a, 404, BadPath",
        "/2/device/6f3a, 404, BadPath",
        "/, 404, BadPath",
    })
    void aPathThatNamesNoDeviceIsRefused(String path, int status, String reason) throws Exception {
        assertRefused(send(path, headers(), "{}"), status, reason);
    }

    @Test
    void aTokenThatIsTooLongIsRefused() throws Exception {
        assertThat(send("/3/device/" + "ab".repeat(256), headers(), "{}").statusCode())
                .isEqualTo(200);
        assertRefused(send("/3/device/" + "ab".repeat(257), headers(), "{}"), 400, "BadDeviceToken");
    }

    @Test
    void onlyPostIsAllowed() throws Exception {
        HttpResponse<String> response = StandInClient.plain(standIn.certificate())
                .send(
                        StandInClient.request(standIn.port(), PATH, headers(), "")
                                .GET()
                                .build(),
                        BodyHandlers.ofString());
        assertRefused(response, 405, "MethodNotAllowed");
    }

    @Test
    void aHeaderThatComesTwiceIsRefused() throws Exception {
        HttpResponse<String> response = StandInClient.plain(standIn.certificate())
                .send(
                        StandInClient.request(standIn.port(), PATH, headers(), "{}")
                                .header("apns-priority", "10")
                                .build(),
                        BodyHandlers.ofString());
        assertRefused(response, 400, "DuplicateHeaders");
    }

    @Test
    void aPayloadIsAJsonObjectOfAtMost4096Bytes() throws Exception {
        String largest = "{\"a\":\"" + "x".repeat(4096 - 8) + "\"}";
        assertThat(largest).hasSize(4096);
        assertThat(send(PATH, headers(), largest).statusCode()).isEqualTo(200);
        assertRefused(send(PATH, headers(), largest + " "), 413, "PayloadTooLarge");
        assertRefused(send(PATH, headers(), "x".repeat(100_000)), 413, "PayloadTooLarge");
        assertRefused(send(PATH, headers(), ""), 400, "PayloadEmpty");
        for (String body : List.of("[]", "hello", "{", "7", " ")) {
            assertRefused(send(PATH, headers(), body), 400, "PayloadNotJson");
        }
    }

    @Test
    void aProviderTokenIsVerified() throws Exception {
        restart(ApnsStandIn.builder().tokenKey("ABC1234567", "TEAM123456", key.getPublic()));
        Instant now = Instant.now();
        Map<String, String> headers = headers();
        for (String form : List.of(RAW, DER)) {
            headers.put("authorization", StandInClient.bearer(key, "ABC1234567", "TEAM123456", now, form));
            assertThat(send(PATH, headers, "{}").statusCode()).as(form).isEqualTo(200);
        }
        for (String wrong : List.of(
                StandInClient.bearer(key, "OTHER67890", "TEAM123456", now, RAW),
                StandInClient.bearer(key, "ABC1234567", "OTHER67890", now, RAW),
                StandInClient.bearer(StandInClient.keyPair(), "ABC1234567", "TEAM123456", now, RAW),
                StandInClient.bearer(key, "ABC1234567", "TEAM123456", now, RAW) + "A",
                "bearer a.b.c",
                "bearer",
                "basic YTpi")) {
            headers.put("authorization", wrong);
            assertRefused(send(PATH, headers, "{}"), 403, "InvalidProviderToken");
        }
        for (Instant time : List.of(now.minus(Duration.ofMinutes(61)), now.plus(Duration.ofMinutes(10)))) {
            headers.put("authorization", StandInClient.bearer(key, "ABC1234567", "TEAM123456", time, RAW));
            assertRefused(send(PATH, headers, "{}"), 403, "ExpiredProviderToken");
        }
        headers.remove("authorization");
        assertRefused(send(PATH, headers, "{}"), 403, "MissingProviderToken");
    }

    @Test
    void theTopicIsThatOfTheCertificate() throws Exception {
        Instant end = Instant.now().plus(Duration.ofDays(1));
        HttpClient client = StandInClient.withCertificate(
                standIn.certificate(), key, StandInClient.certificate(key, StandInClient.TOPIC, end));
        Map<String, String> headers = StandInClient.headers();
        assertThat(client.send(
                                StandInClient.request(standIn.port(), PATH, headers, "{}")
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        headers.put("apns-topic", "pass.com.example.other");
        assertRefused(
                client.send(
                        StandInClient.request(standIn.port(), PATH, headers, "{}")
                                .build(),
                        BodyHandlers.ofString()),
                400,
                "TopicDisallowed");
    }

    @Test
    void onlyTopicsThatAreAllowedAreTaken() throws Exception {
        restart(ApnsStandIn.builder().topics(Set.of("pass.com.example.other")));
        assertRefused(send(PATH, headers(), "{}"), 400, "TopicDisallowed");
    }

    @Test
    void aCertificateThatExpiredOrThatNobodyKnownIssuedGetsNoConnection() throws Exception {
        Instant past = Instant.now().minusSeconds(60);
        HttpClient expired = StandInClient.withCertificate(
                standIn.certificate(), key, StandInClient.certificate(key, StandInClient.TOPIC, past));
        assertThatThrownBy(() -> expired.send(
                        StandInClient.request(standIn.port(), PATH, StandInClient.headers(), "{}")
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        X509Certificate stranger = StandInClient.certificate(
                StandInClient.keyPair(), "nobody", Instant.now().plusSeconds(3600));
        restart(ApnsStandIn.builder().clientAuthorities(List.of(stranger)));
        HttpClient unknown = StandInClient.withCertificate(
                standIn.certificate(),
                key,
                StandInClient.certificate(
                        key, StandInClient.TOPIC, Instant.now().plusSeconds(3600)));
        assertThatThrownBy(() -> unknown.send(
                        StandInClient.request(standIn.port(), PATH, StandInClient.headers(), "{}")
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(standIn.connectionsOpened()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 410, 429, 500, 503})
    void aScriptDecidesOnStatusAndBody(int status) throws Exception {
        restart(ApnsStandIn.builder()
                .script(push -> push.number() == 1
                        ? PushReaction.withoutBody(status)
                        : PushReaction.answer(status, "anything")));
        assertThat(send(PATH, headers(), "{}").body()).isEmpty();
        HttpResponse<String> second = send(PATH, headers(), "{}");
        assertThat(second.statusCode()).isEqualTo(status);
        assertThat(second.body()).isEqualTo("anything");
        assertThat(accepted).isEmpty();
    }

    @Test
    void aDeadTokenIsAnsweredWithItsTimeInMilliseconds() throws Exception {
        restart(ApnsStandIn.builder()
                .script(push -> PushReaction.gone("Unregistered", Instant.ofEpochMilli(1_764_460_800_123L))));
        HttpResponse<String> response = send(PATH, headers(), "{}");
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).isEqualTo("{\"reason\":\"Unregistered\",\"timestamp\":1764460800123}");
    }

    @Test
    void anAnswerComesWhenItIsTold() throws Exception {
        CompletableFuture<String> moment = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        restart(ApnsStandIn.builder().script(push -> {
            asked.countDown();
            return PushReaction.accept().at(moment);
        }));
        CompletableFuture<HttpResponse<String>> answer = StandInClient.plain(standIn.certificate())
                .sendAsync(
                        StandInClient.request(standIn.port(), PATH, headers(), "{}")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).isNotDone();
        assertThat(accepted).isEmpty();
        moment.complete("now");
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptThatFailsIsAnInternalErrorAndTheStandInGoesOn() throws Exception {
        restart(ApnsStandIn.builder().script(push -> {
            if (push.number() == 1) {
                throw new IllegalStateException("a fault of the test");
            }
            return PushReaction.accept();
        }));
        assertRefused(send(PATH, headers(), "{}"), 500, "InternalServerError");
        assertThat(send(PATH, headers(), "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void oneMoreConnectionThanAllowedIsClosed() throws Exception {
        restart(ApnsStandIn.builder().mostConnections(1));
        HttpClient first = StandInClient.plain(standIn.certificate());
        assertThat(first.send(
                                StandInClient.request(standIn.port(), PATH, headers(), "{}")
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> send(PATH, headers(), "{}")).isInstanceOf(IOException.class);
        assertThat(first.send(
                                StandInClient.request(standIn.port(), PATH, headers(), "{}")
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void oneThatIsClosedFreesItsPortForAnotherWithTheSameCertificate() throws Exception {
        ApnsStandInBuilder builder = ApnsStandIn.builder();
        restart(builder);
        HttpClient client = StandInClient.plain(standIn.certificate());
        int port = standIn.port();
        assertThat(standIn.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----");
        standIn.close();
        assertThatThrownBy(() -> client.send(
                        StandInClient.request(port, PATH, headers(), "{}").build(), BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
        standIn = start(builder.port(port));
        assertThat(client.send(
                                StandInClient.request(port, PATH, headers(), "{}")
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> ApnsStandIn.builder().port(port).start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(port));
    }
}
