package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    private static HttpRequest.Builder request(String path, String cookie) {
        return HttpRequest.newBuilder(URI.create(origin() + path)).header("Cookie", cookie);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String cookie) throws Exception {
        return send(request(path, cookie));
    }

    private static HttpRequest.Builder form(String path, String cookie, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return request(path, cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private static HttpResponse<String> signIn(String token, String next) throws Exception {
        return send(
                form("/console/sign-in", "a=b", "token", token, "next", next).header("Origin", origin()));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The cookie of a session of a token. */
    private static String session(String token) throws Exception {
        HttpResponse<String> signedIn = signIn(token, "/console");
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(303);
        return header(signedIn, "Set-Cookie").replaceAll(";.*", "");
    }

    private static String token(String role) throws Exception {
        return server.post("tokens", "{\"role\":\"" + role + "\"}")
                .json()
                .path("token")
                .asText();
    }

    private static String formToken(String cookie) throws Exception {
        Matcher matcher = FORM_TOKEN.matcher(get("/console", cookie).body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static long soldOnce(String value) throws Exception {
        return server.add(server.addItem("ITEM-" + value), value);
    }

    private static String status(long id) throws Exception {
        return server.get("serialNumbers/" + id).json().path("status").asText();
    }

    @Test
    void whoHasNoSessionIsSentToSignInAndBack() throws Exception {
        HttpResponse<String> refused = get("/console/serial-numbers?status=sold", "a=b");
        assertThat(refused.statusCode()).isEqualTo(303);
        String signIn = header(refused, "Location");
        assertThat(signIn).isEqualTo("/console/sign-in?next=%2Fconsole%2Fserial-numbers%3Fstatus%3Dsold");
        assertThat(get(signIn, "a=b").body()).contains("value=\"/console/serial-numbers?status=sold\"");
        assertThat(header(signIn("secret", "/console/serial-numbers?status=sold"), "Location"))
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
        assertThat(header(signIn("secret", next), "Location")).isEqualTo("/console");
    }

    @Test
    void aCookieIsOutOfReachOfScriptsAndOtherSitesAndHoldsNoToken() throws Exception {
        String token = token("read");
        String cookie = header(signIn(token, ""), "Set-Cookie");
        assertThat(cookie)
                .contains("; Path=/console", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain(token, "Secure");
        HttpResponse<String> overTls = send(
                form("/console/sign-in", "a=b", "token", token).header("Origin", "https://127.0.0.1:" + server.port()));
        assertThat(header(overTls, "Set-Cookie")).contains("; Secure");
    }

    @Test
    void aTokenThatOpensNothingIsToldWhy() throws Exception {
        assertThat(signIn("", "").body()).contains("Enter an API token.");
        assertThat(signIn("nobody's", "").body()).contains("does not know the API token");
        assertThat(signIn(token("read").substring(1), "").body()).contains("does not know the API token");
        assertThat(signIn(token("read") + "x", "").body()).contains("mistyped or not whole");
        HttpResponse<String> scanner = signIn(token("scan"), "");
        assertThat(scanner.body()).contains("has the role scan");
        assertThat(scanner.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aSessionEndsWithItsToken() throws Exception {
        TestServer.Answer made = server.post("tokens", "{\"role\":\"read\"}");
        String cookie = session(made.json().path("token").asText());
        assertThat(get("/console", cookie).statusCode()).isEqualTo(200);
        assertThat(server.delete(made.header("Location")).status()).isEqualTo(200);
        HttpResponse<String> refused = get("/console", cookie);
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(header(refused, "Location")).startsWith("/console/sign-in?");
    }

    @Test
    void aSessionEndsWhenItsReaderSignsOut() throws Exception {
        String cookie = session("secret");
        HttpResponse<String> out = send(form("/console/sign-out", cookie, "form-token", formToken(cookie))
                .header("Origin", origin()));
        assertThat(header(out, "Set-Cookie")).contains("Max-Age=0");
        assertThat(get("/console", cookie).statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndAfterHalfADay() throws Exception {
        String idle = session("secret");
        server.clock.advance(Duration.ofMinutes(61));
        assertThat(get("/console", idle).statusCode()).isEqualTo(303);
        String used = session("secret");
        for (int i = 0; i < 23; i++) {
            server.clock.advance(Duration.ofMinutes(30));
            assertThat(get("/console", used).statusCode()).isEqualTo(200);
        }
        server.clock.advance(Duration.ofMinutes(30));
        assertThat(get("/console", used).statusCode()).isEqualTo(303);
    }

    @Test
    void whatAnotherSiteSendsIsRefused() throws Exception {
        long id = soldOnce("CROSS");
        String path = "/console/serial-numbers/" + id + "/status/sold";
        String cookie = session("secret");
        String formToken = formToken(cookie);
        assertThat(send(form(path, cookie, "form-token", formToken).header("Origin", "https://example.com"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(form(path, cookie, "form-token", formToken).header("Origin", "null"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(form(path, cookie, "form-token", formToken)).statusCode())
                .isEqualTo(403);
        assertThat(send(form(path, cookie, "form-token", formToken)
                                .header("Origin", origin())
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(form(path, cookie, "form-token", "guessed").header("Origin", origin()))
                        .statusCode())
                .isEqualTo(403);
        String ofAnother = formToken(session("secret"));
        assertThat(send(form(path, cookie, "form-token", ofAnother).header("Origin", origin()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(status(id)).isEqualTo("NEW");
        assertThat(send(form(path, cookie, "form-token", formToken).header("Origin", origin()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(id)).isEqualTo("SOLD");
    }

    @Test
    void whoMayOnlyReadChangesNothing() throws Exception {
        long id = soldOnce("READ");
        String cookie = session(token("read"));
        String path = "/console/serial-numbers/" + id;
        assertThat(get(path, cookie).body()).doesNotContain("/status/sold");
        assertThat(get(path + "/status/sold", cookie).statusCode()).isEqualTo(403);
        HttpResponse<String> refused = send(form(path + "/status/sold", cookie, "form-token", formToken(cookie))
                .header("Origin", origin()));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("needs an API token of the role write");
        assertThat(status(id)).isEqualTo("NEW");
    }

    @Test
    void anotherOrganizationSeesNothing() throws Exception {
        long id = soldOnce("OURS");
        String cookie = session("other-secret");
        assertThat(get("/console/serial-numbers", cookie).body()).doesNotContain("OURS");
        assertThat(get("/console/serial-numbers/" + id, cookie).statusCode()).isEqualTo(404);
    }

    @Test
    void aSessionOpensTheConsoleAloneAndATokenTheApiAlone() throws Exception {
        String cookie = session("secret");
        assertThat(get("/api/v1.0/items", cookie).statusCode()).isEqualTo(401);
        assertThat(send(request("/console", "a=b").header("Authorization", "Bearer secret"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/%63onsole", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void eachPageTellsBrowsersToRunNothingAndKeepNothing() throws Exception {
        for (String path :
                new String[] {"/console", "/console/serial-numbers", "/console/sign-in", "/console/nowhere"}) {
            HttpResponse<String> page = get(path, session("secret"));
            assertThat(header(page, "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.body()).doesNotContain("<script", "onclick", "style=");
        }
    }

    @Test
    void aFileOfThePagesIsKeptForAYearByItsContent() throws Exception {
        Matcher style = Pattern.compile("href=\"(/console/assets/[0-9a-f]{16}/console.css)\"")
                .matcher(get("/console/sign-in", "a=b").body());
        assertThat(style.find()).isTrue();
        HttpResponse<String> file = get(style.group(1), "a=b");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Cache-Control")).contains("immutable");
        assertThat(header(file, "Content-Type")).isEqualTo("text/css; charset=utf-8");
    }

    @Test
    void anErrorIsAPage() throws Exception {
        String cookie = session("secret");
        HttpResponse<String> wrong = get("/console/serial-numbers?status=lost", cookie);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("The value of parameter status must be one of new, reserved, sold.");
        assertThat(get("/console/serial-numbers?%3Cscript%3E=1", cookie).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(get("/console/nowhere", cookie).statusCode()).isEqualTo(404);
    }
}
