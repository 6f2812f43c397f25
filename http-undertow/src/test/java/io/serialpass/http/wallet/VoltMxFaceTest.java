package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static io.serialpass.http.wallet.WalletServer.VOLT_MX;
import static io.serialpass.http.wallet.WalletServer.pushToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers in which HCL Volt MX differs. */
class VoltMxFaceTest {

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start();
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private Answer register(String device, String serialNumber, String token, String body) throws Exception {
        return wallet.register(VOLT_MX, device, serialNumber, token, body);
    }

    private Answer log(String body) throws Exception {
        return wallet.server.send(wallet.request("/api/v1/log")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void aRegistrationIs200NewOrNot() throws Exception {
        String token = wallet.issue("C-1");
        for (int i = 0; i < 2; i++) {
            Answer answer = register("D1", "C-1", token, pushToken("p"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("{\"message\":\"Details added successfully\",\"id\":\"" + TYPE + "/C-1\"}");
        }
    }

    @Test
    void aRegistrationWithoutPushTokenOrJsonIs400() throws Exception {
        String token = wallet.issue("C-1");
        for (String body : List.of("", "{", "{}", "{\"pushToken\":\"\"}")) {
            Answer answer = register("D1", "C-1", token, body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isNotEmpty();
        }
    }

    @Test
    void aWrongTokenAndAnUnknownPassAreOneAnswer() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        Answer wrong = register("D1", "C-1", "wrong", pushToken("p"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("ApplePass");
        assertThat(register("D1", "unknown", token, pushToken("p")).body()).isEqualTo(wrong.body());
        assertThat(wallet.unregister(VOLT_MX, "D1", "unknown", token).body()).isEqualTo(wrong.body());
        assertThat(wallet.get(VOLT_MX, "GET", "unknown", token).statusCode()).isEqualTo(401);
        assertThat(wallet.get(VOLT_MX, "GET", "C-1", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void anUnregistrationOfNothingIs400() throws Exception {
        String token = wallet.issue("C-1");
        register("D1", "C-1", token, pushToken("p"));
        Answer done = wallet.unregister(VOLT_MX, "D1", "C-1", token);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().path("id").asText()).isEqualTo(TYPE + "/C-1");
        assertThat(done.json().path("message").asText()).isNotEmpty();
        Answer nothing = wallet.unregister(VOLT_MX, "D1", "C-1", token);
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.error()).isNotEmpty();
        assertThat(wallet.unregister(VOLT_MX, "a%20b", "C-1", token).status()).isEqualTo(400);
    }

    @Test
    void aListOfNothingNewIsEmptyAndKeepsTheTag() throws Exception {
        register("D1", "C-1", wallet.issueWithPackage("C-1"), pushToken("p"));
        Answer all = wallet.list(VOLT_MX, "D1", "");
        assertThat(all.json().path("serialNumbers")).hasSize(1);
        String tag = all.json().path("lastUpdated").asText();
        Answer nothing = wallet.list(VOLT_MX, "D1", "?passesUpdatedSince=" + tag);
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.body()).isEqualTo("{\"serialNumbers\":[],\"lastUpdated\":\"" + tag + "\"}");
        assertThat(wallet.list(VOLT_MX, "D1", "?passesUpdatedSince=99999999999999999")
                        .json())
                .isEqualTo(all.json());
    }

    @Test
    void whereTheTagIsNoneOfOursAnEmptyListTellsTheGreatestOfTheDevice() throws Exception {
        register("D1", "C-1", wallet.issue("C-1"), pushToken("p"));
        for (String query : List.of("", "?passesUpdatedSince=abc", "?passesUpdatedSince=99999999999999999")) {
            Answer nothing = wallet.list(VOLT_MX, "D1", query);
            assertThat(nothing.json().path("serialNumbers")).isEmpty();
            long told = Long.parseLong(nothing.json().path("lastUpdated").asText());
            assertThat(told).isGreaterThan(wallet.server.clock.instant().toEpochMilli());
        }
    }

    @Test
    void aDeviceThatRegisteredNothingOfTheTypeIs400() throws Exception {
        assertThat(wallet.list(VOLT_MX, "D1", "").status()).isEqualTo(400);
        register("D1", "C-1", wallet.issue("C-1"), pushToken("p"));
        assertThat(wallet.server
                        .get("/api/v1/devices/D1/registrations/pass.other")
                        .status())
                .isEqualTo(400);
        assertThat(wallet.list(VOLT_MX, "a%20b", "").status()).isEqualTo(400);
    }

    @Test
    void theLatestPassIs200Or304Or400() throws Exception {
        String token = wallet.issue("C-1");
        assertThat(wallet.get(VOLT_MX, "GET", "C-1", token).statusCode()).isEqualTo(400);
        wallet.upload("C-1", "first");
        HttpResponse<byte[]> fetched = wallet.get(VOLT_MX, "GET", "C-1", token);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(Pkpass.contentOf(fetched.body())).isEqualTo("first");
        String etag = fetched.headers().firstValue("ETag").orElseThrow();
        assertThat(wallet.get(VOLT_MX, "GET", "C-1", token, "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aLogIs200AndWhatIsNoneIs400() throws Exception {
        Answer logged = log("{\"logs\":[\"a\",7]}");
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.body()).isEqualTo("{\"message\":\"Successfully updated the logs.\",\"id\":\"\"}");
        for (String body : List.of("", "no JSON", "{}", "{\"logs\":\"a\"}")) {
            assertThat(log(body).status()).as(body).isEqualTo(400);
        }
        assertThat(wallet.server.get("deviceLogs").json().at("/paging/total").asInt())
                .isEqualTo(1);
    }

    @Test
    void bothFacesSpeakOfTheSameStore() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        register("D1", "C-1", token, pushToken("p"));
        assertThat(wallet.listed("D1", "")).containsExactly("C-1");
        assertThat(wallet.register("D1", "C-1", token).status()).isEqualTo(200);
    }

    @Test
    void theFaceCanBeSwitchedOff() throws Exception {
        ServerOptions.Devices devices = ServerOptions.defaults().devices();
        ServerOptions without = ServerOptions.defaults()
                .with(new ServerOptions.Devices(false, devices.lists(), devices.logs(), devices.trustedProxies()));
        try (WalletServer apple = WalletServer.start("memory:", without)) {
            assertThat(apple.list(VOLT_MX, "D1", "").status()).isEqualTo(404);
            assertThat(apple.list(WalletServer.APPLE, "D1", "").status()).isEqualTo(204);
        }
    }
}
