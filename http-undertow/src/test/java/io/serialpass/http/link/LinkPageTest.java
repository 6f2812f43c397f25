package io.serialpass.http.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.http.Browser;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of a link in a real browser, where one is installed. */
@Timeout(240)
class LinkPageTest {

    private static final String TYPE = "pass.com.example.ticket";

    private static final String TEMPLATE = """
            {"description": "Rock Night", "organizationName": "Acme", "backgroundColor": "rgb(20,40,90)",
             "barcodes": [{"format": "PKBarcodeFormatQR", "message": "{{serialNumber}}", "messageEncoding": "utf-8"}],
             "eventTicket": {"primaryFields": [{"key": "holder", "label": "Holder", "value": "{{fields.seat}}"}]}}""";

    /** A place for pictures, where a person wants to look at them. */
    private static final String PICTURES = System.getProperty("serialpass.pictures", "");

    @TempDir
    private static Path directory;

    private static TestServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed");
        Path badges = Files.createDirectory(directory.resolve("badges"));
        Files.writeString(
                badges.resolve("en.svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"110\" height=\"35\"><rect width=\"110\""
                        + " height=\"35\"/></svg>");
        ServerOptions.Links links = new ServerOptions.Links(new RateLimiter.Rate(0, 1), WalletBadges.read(badges));
        Instant now = Instant.now();
        SigningIdentity identity = TrialAuthority.create(now.minusSeconds(60), new SecureRandom())
                .identity(new PassTypeIdentifier(TYPE), "TEAM", now);
        server = TestServer.start(
                TestServer.SQLITE,
                ServerOptions.defaults().with(links),
                Optional.of(Clock.systemUTC()),
                (builder, clock) -> builder.packager(new ApplePassPackager(
                        SigningIdentities.of(identity), Optional.of("https://passes.example.com"), clock)));
        server.post("passTypes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"template\":" + TEMPLATE + "}");
        Answer icon = server.send(server.request("passTypes/" + TYPE + "/files/icon.png")
                .header("Content-Type", "image/png")
                .PUT(BodyPublishers.ofByteArray(TestServer.icon()))
                .build());
        assertThat(icon.status()).as(icon.body()).isEqualTo(200);
        for (String serialNumber : List.of("1", "2")) {
            server.post(
                    "passes",
                    "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber
                            + "\",\"fields\":{\"seat\":\"<b>7B</b>\"}}");
        }
        browser = new Browser(directory.resolve("browser"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    private static String make(String body) throws Exception {
        Answer made = server.post("passes/" + TYPE + "/1/link", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return "http://127.0.0.1:" + server.port() + made.json().path("path").asText();
    }

    private static void picture(String name) throws Exception {
        if (!PICTURES.isEmpty()) {
            Files.write(Path.of(PICTURES, name + ".png"), Base64.getDecoder().decode(browser.picture()));
        }
    }

    private static void assertFits(int width) throws Exception {
        assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("%d points are wide enough", width)
                .isTrue();
    }

    @Test
    void aComputerShowsThePassesTheCodeAndTheBadgeAndAsksNobodyElse() throws Exception {
        String url = make("{\"passes\":[\"" + TYPE + "/2\"]}");
        for (int width : List.of(1280, 390)) {
            browser.open(url, width, 900);
            assertThat(browser.value("document.querySelectorAll('iframe').length")
                            .asInt())
                    .isEqualTo(2);
            assertThat(browser.value("document.querySelector('.code svg').getBoundingClientRect().width")
                            .asDouble())
                    .isGreaterThan(100);
            assertThat(browser.value("document.querySelector('.badge').naturalWidth")
                            .asInt())
                    .isEqualTo(110);
            assertThat(browser.value("getComputedStyle(document.querySelector('h1')).marginTop")
                            .asText())
                    .as("the style is taken")
                    .isEqualTo("0px");
            assertFits(width);
            picture("link-" + width);
        }
        assertThat(browser.requests()).contains(url + "/preview/1");
        assertThat(browser.requests())
                .filteredOn(asked -> !asked.equals("about:blank") && !asked.startsWith("data:"))
                .allMatch(asked -> asked.startsWith("http://127.0.0.1:" + server.port() + "/p/"));
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereSaysSo() throws Exception {
        browser.open("http://127.0.0.1:" + server.port() + "/p/nonsense", 390, 844);
        assertThat(browser.value("document.querySelector('h1').textContent").asText())
                .isEqualTo("This link does not work");
        assertFits(390);
        picture("link-unknown");
    }
}
