package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.tls.TestPem;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code deploy/nginx.conf} keeps what a server behind a proxy needs. */
class BehindNginxTest {

    /** A serial number with all that a proxy may change in a path, and how it is written there. */
    private static final String SERIAL = "A/B%2F//..x";

    private static final String WRITTEN = "A%2FB%252F%2F%2F..x";
    private static final String BEARER = "Bearer secret";
    private static final int ROWS = 10_500;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static WalletServer wallet;
    private static Nginx nginx;
    private static TestPem pem;
    private static HttpClient client;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        ServerOptions.Devices usual = ServerOptions.defaults().devices();
        wallet = WalletServer.start(
                TestServer.SQLITE,
                ServerOptions.defaults()
                        .with(new ServerOptions.Devices(true, usual.lists(), usual.logs(), List.of("127.0.0.1"))));
        pem = TestPem.create("EC", "passes.example.com");
        nginx = Nginx.before(wallet.server.port(), pem, directory);
        client = HttpClient.newBuilder().sslContext(pem.trusting()).build();
        token = wallet.issue(SERIAL);
        HttpResponse<String> uploaded = send(
                "PUT",
                "/api/v1.0/passes/" + TYPE + "/" + WRITTEN + "/package",
                "application/vnd.apple.pkpass",
                BodyPublishers.ofByteArray(Pkpass.of(TYPE, SERIAL, "first")));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (nginx != null) {
            nginx.close();
        }
        wallet.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(nginx.url() + path)).timeout(LONGEST);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path).header("Authorization", BEARER));
    }

    private static HttpResponse<String> send(String method, String path, String type, BodyPublisher body)
            throws Exception {
        return send(request(path)
                .header("Authorization", BEARER)
                .header("Content-Type", type)
                .method(method, body));
    }

    private static HttpResponse<String> fetch(String path) throws Exception {
        return send(request(path).header("Authorization", "ApplePass " + token));
    }

    /** All that comes back to a client of an address. */
    private static String answer(String address, String head, String body) throws Exception {
        try (SSLSocket socket = (SSLSocket) pem.trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getByName("127.0.0.1"), nginx.port(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(Math.toIntExact(LONGEST.toMillis()));
            socket.getOutputStream()
                    .write((head + "Host: passes.example.com\r\nConnection: close\r\nAuthorization: " + BEARER
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPhoneRegistersAsksAndFetchesOverHttp2() throws Exception {
        HttpResponse<String> registered = send(request(WalletServer.registration(WalletServer.APPLE, "D1", WRITTEN))
                .header("Authorization", "ApplePass " + token)
                .POST(BodyPublishers.ofString(WalletServer.pushToken("push-token"))));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        HttpResponse<String> list = send(request("/v1/devices/D1/registrations/" + TYPE));
        assertThat(list.body()).contains("\"serialNumbers\":[\"" + SERIAL + "\"]");
        HttpResponse<String> fetched = fetch("/v1/passes/" + TYPE + "/" + WRITTEN);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(fetched.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(send(request("/v1/passes/" + TYPE + "/" + WRITTEN)
                                .header("Authorization", "ApplePass " + token)
                                .header(
                                        "If-Modified-Since",
                                        fetched.headers()
                                                .firstValue("Last-Modified")
                                                .orElseThrow()))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void anOldAddressWithAPathLeadsToTheSamePass() throws Exception {
        assertThat(fetch("/api/passes/v1/passes/" + TYPE + "/" + WRITTEN).statusCode())
                .isEqualTo(200);
        assertThat(fetch("/api/passes//v1/passes/" + TYPE + "/" + WRITTEN).statusCode())
                .isEqualTo(200);
        HttpResponse<String> link = send(
                "POST",
                "/api/v1.0/passes/" + TYPE + "/" + WRITTEN + "/link",
                "application/json",
                BodyPublishers.ofString("{}"));
        String path = new ObjectMapper().readTree(link.body()).path("path").asText();
        HttpResponse<String> page = send(request("/api/passes" + path));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        URI file = page.uri().resolve(page.body().replaceAll("(?s).*<a href=\"([^\"]+)\".*", "$1"));
        assertThat(file.getPath()).startsWith("/api/passes/p/");
        assertThat(send(request(file.getPath())).headers().firstValue("Content-Type"))
                .contains("application/vnd.apple.pkpass");
    }

    @Test
    void theMeasurementsAreNotShownHoweverTheirPathIsWritten() throws Exception {
        for (String path : List.of("/metrics", "//metrics", "/%6detrics", "/x/../metrics")) {
            assertThat(get(path).body()).as(path).contains("nginx");
        }
    }

    @Test
    void anImportIsMuchLargerThanABodyThatNginxTakesByItself() throws Exception {
        wallet.server.addItem("IMPORTED");
        String rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "N" + i + "-" + "x".repeat(90) + ",IMPORTED\n")
                .reduce(new StringBuilder("value,itemReference\n"), StringBuilder::append, StringBuilder::append)
                .toString();
        assertThat(rows.length()).isGreaterThan(1 << 20);
        HttpResponse<String> imported =
                send("POST", "/api/v1.0/serialNumbers/import", "text/csv", BodyPublishers.ofString(rows));
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
        assertThat(get("/api/v1.0/serialNumbers?max=1&itemReference=IMPORTED").body())
                .contains("\"total\":" + ROWS);
        HttpResponse<String> exported = get("/api/v1.0/serialNumbers/export?itemReference=IMPORTED");
        assertThat(exported.body().lines()).hasSize(ROWS + 1);
    }

    @Test
    void whoeverSendsTooMuchIsToldSoBeforeItIsSent() throws Exception {
        assertThat(answer(
                        "127.0.0.1",
                        "PUT /api/v1.0/passes/" + TYPE + "/" + WRITTEN
                                + "/package HTTP/1.1\r\nContent-Type: application/vnd.apple.pkpass\r\n"
                                + "Content-Length: 12000000\r\n",
                        ""))
                .startsWith("HTTP/1.1 413")
                .contains("error_description");
    }

    @Test
    void aCallThatWaitsForEventsEndsWithTheFirst() throws Exception {
        long item = wallet.server.addItem("AWAITED");
        long newest = new ObjectMapper()
                .readTree(get("/api/v1.0/events?max=1").body())
                .path("newest")
                .asLong();
        CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(
                request("/api/v1.0/events?wait=30&after=" + newest)
                        .header("Authorization", BEARER)
                        .build(),
                BodyHandlers.ofString());
        wallet.server.add(item, "AWAITED");
        assertThat(waiting.get(20, TimeUnit.SECONDS).body()).contains("serialNumbers.created");
    }

    /** The client has another address than nginx, and says that it is somebody else. */
    @Test
    void theServerKnowsTheAddressOfTheClientAndNotTheOneThatTheClientMakesUp() throws Exception {
        String body = "{\"reference\":\"OF-A-CLIENT\"}";
        assertThat(answer(
                        "127.0.0.7",
                        "POST /api/v1.0/items HTTP/1.1\r\nX-Forwarded-For: 203.0.113.99\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n",
                        body))
                .startsWith("HTTP/1.1 201");
        assertThat(get("/api/v1.0/audit").body())
                .contains("\"address\":\"127.0.0.7\"")
                .doesNotContain("203.0.113.99");
    }

    @Test
    void aBrowserThatNamesOnlyItsOriginSignsInToTheConsole() throws Exception {
        HttpResponse<String> signedIn = send(request("/console/sign-in")
                .header("Origin", nginx.url())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=secret&next=/console")));
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(303);
        Optional<String> cookie = signedIn.headers().firstValue("Set-Cookie");
        assertThat(cookie.orElseThrow()).contains("; Secure");
        assertThat(send(request("/console").header("Cookie", cookie.get().replaceAll(";.*", "")))
                        .body())
                .contains("Overview");
    }
}
