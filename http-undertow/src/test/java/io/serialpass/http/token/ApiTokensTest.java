package io.serialpass.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.web.RateLimiter;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API tokens are issued, listed and revoked over HTTP, and each may do what its role says. */
@Timeout(120)
class ApiTokensTest {

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode issue(String json) throws Exception {
        Answer answer = server.post("tokens", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String issued(String role) throws Exception {
        return issue("{\"role\":\"" + role + "\"}").path("token").asText();
    }

    private static Answer as(String token, String method, String path, String json) throws Exception {
        return server.send(server.request(path)
                .setHeader("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    private static Answer get(String token, String path) throws Exception {
        return as(token, "GET", path, "");
    }

    @Test
    void aTokenIsShownOnceAndItsListNever() throws Exception {
        Answer made = server.post(
                "tokens", "{\"name\":\"gate 7\",\"role\":\"read\",\"expirationDate\":\"2027-01-31T12:00:00Z\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        String secret = made.json().path("token").asText();
        assertThat(secret).matches("serialpass_[A-Za-z0-9_-]{49}");
        Answer shown = server.get(made.header("Location"));
        assertThat(shown.body())
                .isEqualTo("{\"id\":" + made.json().path("id") + ",\"name\":\"gate 7\",\"role\":\"read\","
                        + "\"expirationDate\":\"2027-01-31T12:00:00Z\",\"organization\":\"acme\","
                        + "\"dateCreated\":\"2026-11-21T10:00:00Z\",\"lastUsed\":null,\"href\":\""
                        + made.header("Location") + "\"}");
        Answer list = server.get("tokens?max=1000&order=desc");
        assertThat(list.json().path("data")).contains(shown.json());
        assertThat(list.body()).doesNotContain(secret.substring(11), "hash");
        assertThat(get(secret, "items").status()).isEqualTo(200);
    }

    @Test
    void aListIsPaged() throws Exception {
        for (int i = 0; i < 3; i++) {
            issued("scan");
        }
        Answer page = server.get("tokens?max=2&cursor=");
        assertThat(page.json().path("data")).hasSize(2);
        Answer next = server.get(page.json().path("paging").path("next").asText());
        assertThat(next.json().path("data").get(0).path("id").asLong())
                .isGreaterThan(page.json().path("data").get(1).path("id").asLong());
    }

    @Test
    void eachRoleMayDoWhatItSays() throws Exception {
        record Call(String method, String path, String json, String least) {}
        List<Call> calls = List.of(
                new Call("GET", "items", "", "read"),
                new Call("GET", "events", "", "read"),
                new Call("POST", "items", "{}", "write"),
                new Call("POST", "serialNumbers/reserve", "{}", "write"),
                new Call("POST", "passes", "{}", "write"),
                new Call("DELETE", "items/77", "", "write"),
                new Call("POST", "webhooks", "{}", "admin"),
                new Call("POST", "passTypes", "{}", "admin"),
                new Call("GET", "tokens", "", "admin"),
                new Call("GET", "tokens/7777", "", "admin"),
                new Call("POST", "tokens", "{}", "admin"),
                new Call("DELETE", "tokens/7777", "", "admin"));
        List<String> roles = List.of("scan", "read", "write", "admin");
        for (String role : roles) {
            String token = issued(role);
            for (Call call : calls) {
                Answer answer = as(token, call.method(), call.path(), call.json());
                if (roles.indexOf(role) >= roles.indexOf(call.least())) {
                    assertThat(answer.status()).as("%s %s", role, call).isIn(200, 400, 404);
                } else {
                    assertThat(answer.status()).as("%s %s", role, call).isEqualTo(403);
                    assertThat(answer.error()).isEqualTo("forbidden");
                    assertThat(answer.description())
                            .isEqualTo("This needs an API token of the role " + call.least() + ". Yours has the role "
                                    + role + ".");
                }
            }
        }
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() throws Exception {
        JsonNode made = issue("{\"role\":\"write\"}");
        String secret = made.path("token").asText();
        assertThat(get(secret, "items").status()).isEqualTo(200);
        Answer gone = server.delete(made.path("href").asText());
        assertThat(gone.body()).contains("Instance deleted successfully");
        assertThat(get(secret, "items").status()).isEqualTo(401);
        assertThat(server.get(made.path("href").asText()).description())
                .isEqualTo("The token with the id " + made.path("id") + " doesn't exist.");
        assertThat(server.delete(made.path("href").asText()).status()).isEqualTo(404);
    }

    @Test
    void anotherOrganizationsTokenIsNotThere() throws Exception {
        JsonNode made = issue("{\"role\":\"read\"}");
        assertThat(get("other-secret", made.path("href").asText()).status()).isEqualTo(404);
        assertThat(as("other-secret", "DELETE", made.path("href").asText(), "").status())
                .isEqualTo(404);
        assertThat(get("other-secret", "tokens")
                        .json()
                        .path("paging")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(get(made.path("token").asText(), "items").status()).isEqualTo(200);
    }

    @Test
    void aMistypedTokenIsToldSo() throws Exception {
        String secret = issued("read");
        char last = secret.charAt(20);
        String mistyped = secret.substring(0, 20) + (last == 'a' ? 'b' : 'a') + secret.substring(21);
        for (String wrong : List.of(mistyped, secret.substring(0, 59))) {
            Answer answer = get(wrong, "items");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.error()).isEqualTo("unauthorized");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.description()).startsWith("The API token is mistyped or not whole.");
            assertThat(answer.body()).doesNotContain(wrong);
        }
        assertThat(get("nobody-knows-this", "items").description()).startsWith("A valid API token is needed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing_param|role parameter is missing",
                "{'role':'root'}|invalid_param_value|must be one of scan, read, write, admin",
                "{'role':7}|invalid_param_type|role",
                "{'role':'read','name':''}|invalid_param_value|name",
                "{'role':'read','expirationDate':'tomorrow'}|invalid_param_type|Dates look like",
                "{'role':'read','expirationDate':'2026-11-21T10:00:00Z'}|invalid_param_value|must be in the future",
                "{'role':'read','organization':'other'}|invalid_param|[organization]",
            })
    void aTokenThatIsNotAsItMustBeIsNotIssued(String json, String error, String description) throws Exception {
        int before = server.get("tokens").json().path("paging").path("total").asInt();
        Answer answer = server.post("tokens", json.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.description()).contains(description);
        assertThat(server.get("tokens").json().path("paging").path("total").asInt())
                .isEqualTo(before);
    }

    @Test
    void aTokenEndsAtItsTimeAndItsLastUseIsKeptOverAStop() throws Exception {
        try (TestServer own = TestServer.start()) {
            JsonNode made = own.post("tokens", "{\"role\":\"read\",\"expirationDate\":\"2026-11-21T11:00:00Z\"}")
                    .json();
            String header = "Bearer " + made.path("token").asText();
            own.clock.advance(Duration.ofMinutes(30));
            assertThat(own.send(own.request("items")
                                    .setHeader("Authorization", header)
                                    .build())
                            .status())
                    .isEqualTo(200);
            own.clock.advance(Duration.ofMinutes(30));
            Answer expired = own.send(
                    own.request("items").setHeader("Authorization", header).build());
            assertThat(expired.status()).isEqualTo(401);
            assertThat(expired.description()).isEqualTo("The API token expired at 2026-11-21T11:00:00Z.");
            own.restart();
            assertThat(own.send(own.request("items")
                                    .setHeader("Authorization", header)
                                    .build())
                            .description())
                    .isEqualTo("The API token expired at 2026-11-21T11:00:00Z.");
            assertThat(own.get(made.path("href").asText())
                            .json()
                            .path("lastUsed")
                            .asText())
                    .isEqualTo("2026-11-21T10:30:00Z");
        }
    }

    @Test
    void aTokenThatIsUsedTooOftenIsToldToWait() throws Exception {
        ServerOptions options = ServerOptions.defaults().withTokens(new RateLimiter.Rate(1, 3));
        try (TestServer own = TestServer.start("memory:", options)) {
            Answer last = own.get("items");
            for (int i = 0; i < 10 && last.status() == 200; i++) {
                last = own.get("items");
            }
            assertThat(last.status()).isEqualTo(429);
            assertThat(last.error()).isEqualTo("too_many_requests");
            assertThat(last.header("Retry-After")).isEqualTo("1");
            assertThat(own.send(own.request("items")
                                    .setHeader("Authorization", "Bearer other-secret")
                                    .build())
                            .status())
                    .as("another token")
                    .isEqualTo(200);
            assertThat(own.get("/health/live").status()).isEqualTo(200);
        }
    }
}
