package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the console lets in, and what it takes from a browser. */
@Timeout(120)
class ConsoleSessionTest {

    private static TestServer server;
    private static ConsoleClient client;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        client = new ConsoleClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String role) throws Exception {
        return server.post("tokens", "{\"role\":\"" + role + "\"}")
                .json()
                .path("token")
                .asText();
    }

    private static long soldOnce(String value) throws Exception {
        return server.add(server.addItem("ITEM-" + value), value);
    }

    private static String status(long id) throws Exception {
        return server.get("serialNumbers/" + id).json().path("status").asText();
    }

    @Test
    void whoHasNoSessionIsSentToSignInAndBack() throws Exception {
        HttpResponse<String> refused = client.get("/console/serial-numbers?status=sold", "a=b");
        assertThat(refused.statusCode()).isEqualTo(303);
        String signIn = ConsoleClient.header(refused, "Location");
        assertThat(signIn).isEqualTo("/console/sign-in?next=%2Fconsole%2Fserial-numbers%3Fstatus%3Dsold");
        assertThat(client.get(signIn, "a=b").body()).contains("value=\"/console/serial-numbers?status=sold\"");
        assertThat(ConsoleClient.header(client.signIn("secret", "/console/serial-numbers?status=sold"), "Location"))
                .isEqualTo("/console/serial-numbers?status=sold");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/",
                "//example.com",
                "/\\example.com",
                "/consoles",
                "/console/\r\nX: y",
                "",
                "/api/v1.0/items"
            })
    void signingInLeadsToNoOtherPlaceThanTheConsole(String next) throws Exception {
        assertThat(ConsoleClient.header(client.signIn("secret", next), "Location"))
                .isEqualTo("/console");
    }

    @Test
    void aCookieIsOutOfReachOfScriptsAndOtherSitesAndHoldsNoToken() throws Exception {
        String token = token("read");
        String cookie = ConsoleClient.header(client.signIn(token, ""), "Set-Cookie");
        assertThat(cookie)
                .contains("; Path=/console", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain(token, "Secure");
        HttpResponse<String> overTls = client.send(client.form("/console/sign-in", "a=b", "token", token)
                .header("Origin", "https://127.0.0.1:" + server.port()));
        assertThat(ConsoleClient.header(overTls, "Set-Cookie")).contains("; Secure");
    }

    @Test
    void aTokenThatOpensNothingIsToldWhy() throws Exception {
        assertThat(client.signIn("", "").body()).contains("Enter an API token.");
        assertThat(client.signIn("nobody's", "").body()).contains("does not know the API token");
        assertThat(client.signIn(token("read").substring(1), "").body()).contains("does not know the API token");
        assertThat(client.signIn(token("read") + "x", "").body()).contains("mistyped or not whole");
        HttpResponse<String> scanner = client.signIn(token("scan"), "");
        assertThat(scanner.body()).contains("has the role scan");
        assertThat(scanner.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aSessionEndsWithItsToken() throws Exception {
        TestServer.Answer made = server.post("tokens", "{\"role\":\"read\"}");
        String cookie = client.session(made.json().path("token").asText());
        assertThat(client.get("/console", cookie).statusCode()).isEqualTo(200);
        assertThat(server.delete(made.header("Location")).status()).isEqualTo(200);
        HttpResponse<String> refused = client.get("/console", cookie);
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(ConsoleClient.header(refused, "Location")).startsWith("/console/sign-in?");
    }

    @Test
    void aSessionEndsWhenItsReaderSignsOut() throws Exception {
        String cookie = client.session("secret");
        HttpResponse<String> out =
                client.send(client.form("/console/sign-out", cookie, "form-token", client.formToken(cookie))
                        .header("Origin", client.origin()));
        assertThat(ConsoleClient.header(out, "Set-Cookie")).contains("Max-Age=0");
        assertThat(client.get("/console", cookie).statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAfterHalfADay() throws Exception {
        String idle = client.session("secret");
        server.clock.advance(Duration.ofMinutes(61));
        assertThat(client.get("/console", idle).statusCode()).isEqualTo(303);
        String used = client.session("secret");
        for (int i = 0; i < 23; i++) {
            server.clock.advance(Duration.ofMinutes(30));
            assertThat(client.get("/console", used).statusCode()).isEqualTo(200);
        }
        server.clock.advance(Duration.ofMinutes(30));
        assertThat(client.get("/console", used).statusCode()).isEqualTo(303);
    }

    @Test
    void whatAnotherSiteSendsIsRefused() throws Exception {
        long id = soldOnce("CROSS");
        String path = "/console/serial-numbers/" + id + "/status/sold";
        String cookie = client.session("secret");
        String formToken = client.formToken(cookie);
        assertThat(client.send(client.form(path, cookie, "form-token", formToken)
                                .header("Origin", "https://example.com"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(client.form(path, cookie, "form-token", formToken)
                                .header("Origin", "null"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(client.form(path, cookie, "form-token", formToken))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(client.form(path, cookie, "form-token", formToken)
                                .header("Origin", client.origin())
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(client.form(path, cookie, "form-token", "guessed")
                                .header("Origin", client.origin()))
                        .statusCode())
                .isEqualTo(403);
        String ofAnother = client.formToken(client.session("secret"));
        assertThat(client.send(client.form(path, cookie, "form-token", ofAnother)
                                .header("Origin", client.origin()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(status(id)).isEqualTo("NEW");
        assertThat(client.send(client.form(path, cookie, "form-token", formToken)
                                .header("Origin", client.origin()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(id)).isEqualTo("SOLD");
    }

    @Test
    void whoMayOnlyReadChangesNothing() throws Exception {
        long id = soldOnce("READ");
        String cookie = client.session(token("read"));
        String path = "/console/serial-numbers/" + id;
        assertThat(client.get(path, cookie).body()).doesNotContain("/status/sold");
        assertThat(client.get(path + "/status/sold", cookie).statusCode()).isEqualTo(403);
        HttpResponse<String> refused =
                client.send(client.form(path + "/status/sold", cookie, "form-token", client.formToken(cookie))
                        .header("Origin", client.origin()));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("needs an API token of the role write");
        assertThat(status(id)).isEqualTo("NEW");
    }

    @Test
    void anotherOrganizationSeesNothing() throws Exception {
        long id = soldOnce("OURS");
        String cookie = client.session("other-secret");
        assertThat(client.get("/console/serial-numbers", cookie).body()).doesNotContain("OURS");
        assertThat(client.get("/console/serial-numbers/" + id, cookie).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSessionOpensTheConsoleAloneAndATokenTheApiAlone() throws Exception {
        String cookie = client.session("secret");
        assertThat(client.get("/api/v1.0/items", cookie).statusCode()).isEqualTo(401);
        assertThat(client.send(client.request("/console", "a=b").header("Authorization", "Bearer secret"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(client.get("/%63onsole", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void eachPageTellsBrowsersToRunNothingAndKeepNothing() throws Exception {
        for (String path :
                new String[] {"/console", "/console/serial-numbers", "/console/sign-in", "/console/nowhere"}) {
            HttpResponse<String> page = client.get(path, client.session("secret"));
            assertThat(ConsoleClient.header(page, "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(ConsoleClient.header(page, "Cache-Control")).isEqualTo("no-store");
            assertThat(ConsoleClient.header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.body()).doesNotContain("<script", "onclick", "style=");
        }
    }

    @Test
    void aFileOfThePagesIsKeptForAYearByItsContent() throws Exception {
        Matcher style = Pattern.compile("href=\"(/console/assets/[0-9a-f]{16}/console.css)\"")
                .matcher(client.get("/console/sign-in", "a=b").body());
        assertThat(style.find()).isTrue();
        HttpResponse<String> file = client.get(style.group(1), "a=b");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(ConsoleClient.header(file, "Cache-Control")).contains("immutable");
        assertThat(ConsoleClient.header(file, "Content-Type")).isEqualTo("text/css; charset=utf-8");
    }

    @Test
    void anErrorIsAPage() throws Exception {
        String cookie = client.session("secret");
        HttpResponse<String> wrong = client.get("/console/serial-numbers?status=lost", cookie);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("The value of parameter status must be one of new, reserved, sold.");
        assertThat(client.get("/console/serial-numbers?%3Cscript%3E=1", cookie).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(client.get("/console/nowhere", cookie).statusCode()).isEqualTo(404);
    }
}
