package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.link.WalletBadges;
import io.serialpass.http.web.AccessEntry;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.wallet.apple.doctor.PkpassFiles;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever has a link gets its passes, and nobody gets more. */
class OpenedLinksTest {

    private static final String IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

    private static final String ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/138.0.0.0 Mobile Safari/537.36";

    private static final String COMPUTER =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML,"
                    + " like Gecko) Version/18.6 Safari/605.1.15";

    private static final String TEMPLATE = """
            {"description": "A card", "organizationName": "Acme",
             "storeCard": {"primaryFields": [{"key": "word", "label": "greeting", "value": "7B"}]}}""";

    private static WalletServer wallet;

    @BeforeAll
    static void start() throws Exception {
        wallet = WalletServer.making(SigningIdentities.of(MadePassesTest.identity()));
        wallet.addType(TEMPLATE);
        for (String language : List.of("fr", "en")) {
            byte[] texts = ("\"greeting\" = \"" + (language.equals("fr") ? "BONJOUR" : "HELLO") + "\";")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(wallet.putFile("/" + language + ".lproj/pass.strings", "text/plain", texts)
                            .status())
                    .isEqualTo(200);
        }
        wallet.issue("S-1");
        wallet.issue("S-2");
    }

    @AfterAll
    static void stop() {
        wallet.close();
    }

    /** Makes a link and gives its path. */
    private static String make(WalletServer server, String serialNumber, String body) throws Exception {
        Answer made = server.server.post("passes/" + TYPE + "/" + serialNumber + "/link", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("path").asText();
    }

    private static String make(String serialNumber) throws Exception {
        return make(wallet, serialNumber, "{}");
    }

    private static HttpResponse<byte[]> open(String method, String path, String agent, String languages)
            throws Exception {
        return wallet.send(wallet.request(path)
                .header("User-Agent", agent)
                .header("Accept-Language", languages)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private static HttpResponse<byte[]> open(String path, String agent) throws Exception {
        return open("GET", path, agent, "en");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void assertIsPrivate(HttpResponse<?> response) {
        assertThat(header(response, "X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).startsWith("private, no-");
        assertThat(header(response, "Vary")).isEqualTo("User-Agent, Accept-Language");
    }

    @Test
    void anIphoneGetsThePackage() throws Exception {
        String path = make("S-1");
        HttpResponse<byte[]> opened = open(path, IPHONE);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(header(opened, "Content-Type")).isEqualTo("application/vnd.apple.pkpass");
        assertThat(header(opened, "Content-Disposition")).isEmpty();
        assertThat(opened.body()).isEqualTo(wallet.currentPackage("GET", "S-1").body());
        assertIsPrivate(opened);
        HttpResponse<byte[]> head = open("HEAD", path, IPHONE, "en");
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(opened.body().length));
        assertThat(open(path + "?utm_source=mail", IPHONE).body()).isEqualTo(opened.body());
    }

    @Test
    void anAndroidPhoneGetsTheFile() throws Exception {
        HttpResponse<byte[]> opened = open(make("S-1"), ANDROID);
        assertThat(header(opened, "Content-Type")).isEqualTo("application/vnd.apple.pkpass");
        assertThat(header(opened, "Content-Disposition")).isEqualTo("attachment; filename=\"pass.pkpass\"");
        assertThat(opened.body()).isEqualTo(wallet.currentPackage("GET", "S-1").body());
    }

    @Test
    void aComputerGetsAPageThatRunsNothing() throws Exception {
        String path = make("S-1");
        HttpResponse<byte[]> page = open(path, COMPUTER);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "script");
        assertIsPrivate(page);
        assertThat(text(page)).contains("<svg", "Download the pass").doesNotContain("<script", "S-1", "style=\"");
        HttpResponse<byte[]> picture = open(path + "/preview/1", COMPUTER);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(text(picture)).contains("HELLO").doesNotContain("<script");
        assertThat(header(picture, "Content-Security-Policy")).contains("frame-ancestors 'self'");
        assertIsPrivate(picture);
        HttpResponse<byte[]> file = open(path + "/package", COMPUTER);
        assertThat(file.body()).isEqualTo(wallet.currentPackage("GET", "S-1").body());
        assertThat(header(file, "Content-Disposition")).startsWith("attachment");
    }

    @Test
    void severalPassesAreOneBundle() throws Exception {
        String path = make(wallet, "S-2", "{\"passes\":[\"" + TYPE + "/S-1\"]}");
        for (String agent : List.of(IPHONE, ANDROID)) {
            HttpResponse<byte[]> opened = open(path, agent);
            assertThat(header(opened, "Content-Type")).isEqualTo("application/vnd.apple.pkpasses");
            assertIsPrivate(opened);
            List<byte[]> packages = new ArrayList<>();
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(opened.body()))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    packages.add(zip.readAllBytes());
                }
            }
            assertThat(packages)
                    .containsExactly(
                            wallet.currentPackage("GET", "S-2").body(),
                            wallet.currentPackage("GET", "S-1").body());
        }
        assertThat(open("HEAD", path, IPHONE, "en").statusCode()).isEqualTo(200);
        assertThat(text(open(path, COMPUTER))).contains("/preview/1\"", "/preview/2\"", "Your passes");
        assertThat(open(path + "/preview/3", COMPUTER).statusCode()).isEqualTo(404);
        assertThat(open(path + "/preview/0", COMPUTER).statusCode()).isEqualTo(404);
        assertThat(open(path + "/preview/99999999999", COMPUTER).statusCode()).isEqualTo(404);
    }

    @Test
    void aPassThatWasVoidedSinceSaysSo() throws Exception {
        wallet.issue("V-1");
        String path = make("V-1");
        assertThat(wallet.server
                        .put("passes/" + TYPE + "/V-1", "{\"voided\":true}")
                        .status())
                .isEqualTo(200);
        HttpResponse<byte[]> opened = open(path, IPHONE);
        assertThat(new String(
                        PkpassFiles.unpack(opened.body(), PkpassFiles.Keep.WHOLE)
                                .kept()
                                .get("pass.json"),
                        StandardCharsets.UTF_8))
                .contains("\"voided\"");
        assertThat(text(open(path + "/preview/1", COMPUTER))).contains("voided");
    }

    @Test
    void aLinkThatEndedOrWasRevokedOrLostItsPassTellsNoMoreThanThat() throws Exception {
        wallet.issue("E-1");
        String deleted = make("E-1");
        assertThat(wallet.server.delete("passes/" + TYPE + "/E-1").status()).isEqualTo(200);
        wallet.issue("E-1");
        Answer revoked = wallet.server.post("passes/" + TYPE + "/S-1/link", "{}");
        assertThat(wallet.server.delete(revoked.header("Location")).status()).isEqualTo(200);
        String ended = make(
                wallet,
                "S-1",
                "{\"expirationDate\":\"" + wallet.server.clock.instant().plusSeconds(5) + "\"}");
        wallet.server.clock.advance(Duration.ofSeconds(10));
        for (String path : List.of(deleted, revoked.json().path("path").asText(), ended)) {
            for (String agent : List.of(IPHONE, ANDROID, COMPUTER)) {
                for (String part : List.of("", "/package", "/preview/1")) {
                    HttpResponse<byte[]> opened = open(path + part, agent);
                    assertThat(opened.statusCode()).isEqualTo(410);
                    assertThat(text(opened))
                            .contains("This link has ended")
                            .doesNotContain("E-1", "S-1", "Acme", "acme", path);
                    assertIsPrivate(opened);
                }
            }
        }
    }

    @Test
    void anAlteredLinkLeadsNowhere() throws Exception {
        String path = make("S-1");
        String last = path.endsWith("A") ? "B" : "A";
        for (String altered : List.of(
                path + "A", path.substring(0, path.length() - 1) + last, "/p/x", "/p/%00", "/p/" + "x".repeat(4_000))) {
            for (String part : List.of("", "/package", "/preview/1")) {
                HttpResponse<byte[]> opened = open(altered + part, IPHONE);
                assertThat(opened.statusCode()).as(altered).isEqualTo(404);
                assertThat(text(opened)).contains("This link does not work");
            }
        }
        assertThat(wallet.server.get("/p").status()).isEqualTo(404);
        assertThat(wallet.server.post("/p/x", "{}").status()).isEqualTo(405);
    }

    @Test
    void aPassWithoutAPackageIsNotReady() throws Exception {
        String type = "pass.com.example.made-elsewhere";
        wallet.server.post("passes", "{\"passTypeIdentifier\":\"" + type + "\",\"serialNumber\":\"1\"}");
        String path = wallet.server
                .post("passes/" + type + "/1/link", "{}")
                .json()
                .path("path")
                .asText();
        for (String agent : List.of(IPHONE, COMPUTER)) {
            HttpResponse<byte[]> opened = open(path, agent);
            assertThat(opened.statusCode()).isEqualTo(404);
            assertThat(text(opened)).contains("Not ready yet");
        }
    }

    @Test
    void aPassWhoseCertificateIsNotThereYetIsNotReady() throws Exception {
        try (WalletServer other = WalletServer.making(SigningIdentities.of())) {
            other.addType(TEMPLATE);
            other.issue("S-1");
            other.issue("S-2");
            for (String body : List.of("{}", "{\"passes\":[\"" + TYPE + "/S-2\"]}")) {
                String path = make(other, "S-1", body);
                for (String agent : List.of(IPHONE, COMPUTER)) {
                    for (String method : List.of("GET", "HEAD")) {
                        HttpResponse<byte[]> opened = other.send(other.request(path)
                                .header("User-Agent", agent)
                                .method(method, BodyPublishers.noBody())
                                .build());
                        assertThat(opened.statusCode()).as(method + " " + agent).isEqualTo(404);
                    }
                }
            }
        }
    }

    @Test
    void theHoldersLanguageIsSpoken() throws Exception {
        String path = make("S-1");
        HttpResponse<byte[]> german = open("GET", path, COMPUTER, "gsw, de-CH;q=0.9, en;q=0.5");
        assertThat(header(german, "Content-Language")).isEqualTo("de");
        assertThat(text(german)).contains("<html lang=\"de\"", "Ihr Pass");
        assertThat(text(open("GET", path, COMPUTER, "ar"))).contains("dir=\"rtl\"");
        assertThat(text(open("GET", path + "/preview/1", COMPUTER, "de, fr-CA;q=0.9, en;q=0.8")))
                .as("the pass speaks no German")
                .contains("BONJOUR");
        for (String nonsense : List.of("", "*", "xx", ";;q=", "de;q=0", "a".repeat(2_000))) {
            assertThat(text(open("GET", path, COMPUTER, nonsense))).as(nonsense).contains("<html lang=\"en\"");
        }
        assertThat(text(open("GET", "/p/x", IPHONE, "fr"))).contains("Ce lien ne fonctionne pas");
    }

    @Test
    void anAddressThatAsksTooOftenWaitsAndNoSecretIsLogged() throws Exception {
        ConcurrentLinkedQueue<AccessEntry> entries = new ConcurrentLinkedQueue<>();
        ServerOptions options = ServerOptions.defaults()
                .with(new ServerOptions.Links(new RateLimiter.Rate(1, 3), WalletBadges.none()))
                .withAccessLog(entries::add);
        TestServer.Parts parts = (builder, clock) -> builder.packager(WalletServer.packager(
                SigningIdentities.of(MadePassesTest.identity()), WalletServer.WEB_SERVICE, clock));
        try (WalletServer other = WalletServer.starting("memory:", options, Optional.empty(), parts)) {
            other.addType(TEMPLATE);
            other.issue("S-1");
            String path = make(other, "S-1", "{}");
            List<Integer> statuses = new ArrayList<>();
            HttpResponse<byte[]> last = other.send(other.request(path).build());
            for (int i = 0; i < 20 && last.statusCode() != 429; i++) {
                statuses.add(last.statusCode());
                last = other.send(
                        other.request(path).header("User-Agent", IPHONE).build());
            }
            assertThat(statuses).hasSizeGreaterThanOrEqualTo(3).containsOnly(200);
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(header(last, "Retry-After")).isEqualTo("1");
            assertThat(text(last)).contains("Too many requests");
            assertThat(entries).anyMatch(entry -> entry.template().equals("/p/{token}") && entry.status() == 200);
            String secret = path.substring("/p/".length());
            assertThat(entries).noneMatch(entry -> entry.toString().contains(secret));
        }
    }
}
