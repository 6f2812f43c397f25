package io.serialpass.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.BrowsedServer;
import io.serialpass.http.Browser;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of a door in a real browser, where one is installed. */
@Timeout(240)
class DoorPageTest {

    private static final String TYPE = BrowsedServer.TYPE;

    @TempDir
    private static Path directory;

    private static BrowsedServer browsed;
    private static TestServer server;
    private static Browser browser;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        browsed = BrowsedServer.start(directory);
        server = browsed.server();
        browser = browsed.browser();
        token = server.post("tokens", "{\"role\":\"scan\"}")
                .json()
                .path("token")
                .asText();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browsed != null) {
            browsed.close();
        }
    }

    private static void issue(String serialNumber, String holder) throws Exception {
        Answer issued = server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber
                        + "\",\"fields\":{\"holder\":\"" + holder + "\"}}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
    }

    private static void open(String withToken) throws Exception {
        browser.open(browsed.url("/door"), 390, 844);
        browser.value("sessionStorage.clear()");
        browser.open(browsed.url("/door"), 390, 844);
        browser.value("document.getElementById('token').focus()");
        browser.insert(withToken);
        browser.enter();
    }

    @BeforeEach
    void openDoor() throws Exception {
        browser.offline(false);
        open(token);
        browser.await("!document.getElementById('door').hidden");
    }

    private static void scan(String message) throws Exception {
        browser.insert(message);
        browser.enter();
    }

    private static void awaitWord(String word) throws Exception {
        browser.await("document.getElementById('word').textContent === '" + word + "'");
    }

    private static String state() throws Exception {
        return browser.value("document.getElementById('door').dataset.state").asText();
    }

    private static void picture(String name) throws Exception {
        browsed.picture(name);
    }

    @Test
    void aHandScannerLetsAHolderInOnce() throws Exception {
        issue("A-1", "Zo\u00eb <b>Doe</b>");
        picture("ready");
        scan("A-1");
        awaitWord("Let in");
        picture("let-in");
        assertThat(state()).isEqualTo("good");
        assertThat(browser.text("name")).isEqualTo("Zo\u00eb <b>Doe</b>");
        assertThat(browser.text("description")).isEqualTo("Rock Night");
        scan("A-1");
        awaitWord("Used before");
        picture("used-before");
        assertThat(state()).isEqualTo("bad");
        assertThat(browser.text("detail")).startsWith("Used at ");
        scan("nonsense");
        awaitWord("Unknown");
        assertThat(browser.text("name")).isEmpty();
    }

    @Test
    void aScannerOfAnotherKeyboardLayoutIsUnderstood() throws Exception {
        issue("YZ-1", "Ann");
        // A scanner that is made for American keyboards, on a computer with a German one.
        browser.value("document.getElementById('scan').blur()");
        browser.key("KeyY", "Z", true);
        browser.key("KeyZ", "Y", true);
        browser.key("Minus", "\u00df", false);
        browser.key("Digit1", "1", false);
        browser.enter();
        awaitWord("Let in");
        assertThat(browser.text("name")).isEqualTo("Ann");
    }

    /** Opens the page where the browser can find codes in pictures. Chromium cannot on Linux, so the test says what it finds. */
    private static void openWithDetector() throws Exception {
        browser.value("sessionStorage.clear()");
        browser.open(browsed.url("/door"), 390, 844);
        browser.value("""
                window.looks = 0;
                window.times = [];
                window.found = [];
                window.BarcodeDetector = class {
                  async detect() {
                    window.looks += 1;
                    window.times.push(performance.now());
                    return window.found.map((rawValue) => ({ rawValue }));
                  }
                }; 0""");
        browser.value("document.getElementById('token').focus()");
        browser.insert(token);
        browser.enter();
        browser.await("!document.getElementById('camera').hidden");
    }

    private static void awaitLooks() throws Exception {
        int looks = browser.value("window.looks").asInt();
        browser.await("window.looks > " + (looks + 2));
    }

    @Test
    void aCameraScansACodeOnceHoweverLongItShowsIt() throws Exception {
        issue("CAMERA-1", "Ann");
        issue("CAMERA-2", "Bob");
        openWithDetector();
        browser.click("camera");
        browser.await("document.getElementById('video').videoWidth > 0 && !document.getElementById('video').hidden");
        awaitLooks();
        assertThat(state()).isEqualTo("idle");
        browser.value("window.found = ['CAMERA-1']; 0");
        awaitWord("Let in");
        assertThat(browser.text("name")).isEqualTo("Ann");
        picture("camera");
        awaitLooks();
        assertThat(browser.text("word")).isEqualTo("Let in");
        browser.value("window.found = ['nonsense']; 0");
        awaitWord("Unknown");
        // A picture that cannot be read.
        browser.value("window.found = null; 0");
        awaitLooks();
        browser.value("window.found = ['CAMERA-2']; 0");
        awaitWord("Let in");
        assertThat(browser.text("name")).isEqualTo("Bob");
        browser.value("window.tracks = document.getElementById('video').srcObject.getTracks(); 0");
        browser.click("camera");
        assertThat(browser.value("document.getElementById('video').hidden").asBoolean())
                .isTrue();
        assertThat(browser.value("window.tracks.every(track => track.readyState === 'ended')")
                        .asBoolean())
                .as("the camera is off")
                .isTrue();
        // On again before the next look would have been due: there is one look at a time, 150 ms after the one before.
        browser.value("window.times = []; 0");
        browser.click("camera");
        browser.await("window.times.length > 4");
        assertThat(browser.value("Math.min(...window.times.slice(1).map((time, i) => time - window.times[i]))")
                        .asDouble())
                .isGreaterThan(140);
    }

    @Test
    void aCameraThatMayNotBeUsedIsSaid() throws Exception {
        openWithDetector();
        browser.value("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('refused')); 0");
        browser.click("camera");
        browser.await("document.getElementById('door').dataset.state === 'problem'");
        assertThat(page()).containsIgnoringCase("camera");
    }

    private static String page() throws Exception {
        return browser.value("document.body.innerText").asText();
    }

    @Test
    void aScanIsUndone() throws Exception {
        issue("U-1", "Ann");
        scan("U-1");
        awaitWord("Let in");
        browser.click("undo");
        awaitWord("Undone");
        assertThat(browser.value("document.getElementById('undo').hidden").asBoolean())
                .isTrue();
        browser.value("document.getElementById('scan').focus()");
        scan("U-1");
        awaitWord("Let in");
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidAndNothingIsKept() throws Exception {
        issue("N-1", "Ann");
        browser.offline(true);
        browser.value("document.getElementById('scan').focus()");
        scan("N-1");
        browser.await("document.getElementById('detail').textContent.includes('not kept')");
        picture("no-connection");
        assertThat(state()).isEqualTo("problem");
        browser.offline(false);
        awaitWord("Ready");
        assertThat(server.get("passes/" + TYPE + "/N-1").json().has("dateRedeemed"))
                .as("nothing was sent later")
                .isFalse();
        scan("N-1");
        awaitWord("Let in");
    }

    @Test
    void aTokenThatMayNotScanOpensNoDoor() throws Exception {
        open("nobody's");
        browser.await("document.getElementById('setup-error').textContent.includes('not known')");
        String reader = server.post("tokens", "{\"role\":\"read\"}")
                .json()
                .path("token")
                .asText();
        open(reader);
        browser.await("document.getElementById('setup-error').textContent.includes('may not scan')");
        picture("setup");
        assertThat(browser.value("document.getElementById('door').hidden").asBoolean())
                .isTrue();
    }

    @Test
    void aTokenThatIsRevokedClosesTheDoor() throws Exception {
        Answer made = server.post("tokens", "{\"role\":\"scan\"}");
        open(made.json().path("token").asText());
        browser.await("!document.getElementById('door').hidden");
        assertThat(server.delete(made.header("Location")).status()).isEqualTo(200);
        // The server knows the token for some seconds more.
        while (browser.value("document.getElementById('setup').hidden").asBoolean()) {
            browser.value("document.getElementById('scan').focus()");
            scan("nonsense");
            browser.await("document.getElementById('word').textContent === 'Unknown'"
                    + " || !document.getElementById('setup').hidden");
        }
        assertThat(browser.value("document.getElementById('setup-error').textContent")
                        .asText())
                .contains("token");
    }

    @Test
    void thePageAsksNobodyElseAndHasNoFault() throws Exception {
        scan("nonsense");
        awaitWord("Unknown");
        assertThat(browser.faults()).isEmpty();
        assertThat(browser.requests())
                .filteredOn(url -> !url.equals("about:blank"))
                .allMatch(url -> url.startsWith(browsed.url("/")));
        Answer page = server.get("/door");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script>", "onclick", "style=");
        assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("a phone shows all of its width")
                .isTrue();
    }
}
