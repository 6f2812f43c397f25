package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.ActivityKind;
import io.serialpass.http.BrowsedServer;
import io.serialpass.http.Browser;
import io.serialpass.http.HeldWriter;
import io.serialpass.http.TestServer;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.ActivityService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the console in a real browser, where one is installed. */
@Timeout(240)
class ConsolePagesTest {

    /** axe-core, where it is installed: {@code npm ci} in its directory. */
    private static final Path AXE = Path.of("src/test/axe/node_modules/axe-core/axe.min.js");

    private static final String TYPE = BrowsedServer.TYPE;

    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    /** A text that would run, were it HTML, and one that is written from right to left. */
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'${1}";

    private static final String RIGHT_TO_LEFT = "\u05db\u05e8\u05d8\u05d9\u05e1-7";

    @TempDir
    private static Path directory;

    private static BrowsedServer browsed;
    private static TestServer server;
    private static Browser browser;
    private static long item;

    @BeforeAll
    static void start() throws Exception {
        browsed = BrowsedServer.start(directory);
        server = browsed.server();
        browser = browsed.browser();
        item = server.addItem("ROCK-NIGHT");
        open("/console/serial-numbers?status=reserved", WIDE);
        browser.value("document.getElementById('token').focus()");
        browser.insert("secret");
        browser.enter();
        browser.await("location.pathname + location.search === '/console/serial-numbers?status=reserved'");
    }

    @AfterAll
    static void stop() throws Exception {
        if (browsed != null) {
            browsed.close();
        }
    }

    @AfterEach
    void noPageHasAFaultOrAsksAnotherHost() {
        assertThat(browser.faults()).isEmpty();
        assertThat(browser.requests())
                .filteredOn(url -> !url.equals("about:blank"))
                .allMatch(url -> url.startsWith(browsed.url("/console")));
    }

    private static void open(String path, int width) throws Exception {
        browser.open(browsed.url(path), width, 844);
    }

    private static void await(String path) throws Exception {
        browser.await("location.pathname === '" + path + "' && document.readyState === 'complete'");
    }

    private static String page() throws Exception {
        return browser.value("document.body.innerText").asText();
    }

    private static void picture(String name) throws Exception {
        browsed.picture(name);
    }

    /** No page keeps out who reads with the ears, with the keyboard alone, or with weak eyes: the rules of axe-core. */
    private static void assertAccessible(String name) throws Exception {
        if (Files.notExists(AXE)) {
            return;
        }
        browser.value(Files.readString(AXE) + "; 0");
        assertThat(browser.value("axe.run(document, {iframes: false, resultTypes: ['violations']}).then(found =>"
                                + " found.violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html +"
                                + " ' ' + node.failureSummary).join(' ')).join('; '))")
                        .asText())
                .as(name)
                .isEmpty();
    }

    private static void lookAt(String name, String path) throws Exception {
        for (int width : new int[] {NARROW, WIDE}) {
            open(path, width);
            assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as(name + " shows all of its width on a screen of " + width)
                    .isTrue();
            picture(name + "-" + width);
            assertAccessible(name);
            browser.dark(true);
            picture(name + "-" + width + "-dark");
            assertAccessible(name + ", dark");
            browser.dark(false);
        }
    }

    private static String status(long id) throws Exception {
        return server.get("serialNumbers/" + id).json().path("status").asText();
    }

    @Test
    void aSerialNumberIsSoldAndReturned() throws Exception {
        long id = server.add(item, "TICKET-1");
        open("/console/serial-numbers/" + id, NARROW);
        browser.click("to-SOLD");
        await("/console/serial-numbers/" + id + "/status/sold");
        assertThat(browser.text("what"))
                .contains("The serial number TICKET-1 is new and will be sold.", "No pass changes.");
        browser.value("document.querySelector('main button').click()");
        await("/console/serial-numbers/" + id);
        assertThat(browser.text("done")).isEqualTo("Done: the serial number is sold.");
        assertThat(status(id)).isEqualTo("SOLD");
        lookAt("sold", "/console/serial-numbers/" + id + "?done=sold");
        assertThat(browser.value("document.getElementById('to-RESERVED') === null")
                        .asBoolean())
                .as("a sold one cannot be reserved")
                .isTrue();
        browser.click("to-NEW");
        await("/console/serial-numbers/" + id + "/status/new");
        browser.value("document.querySelector('main button').click()");
        await("/console/serial-numbers/" + id);
        assertThat(status(id)).isEqualTo("NEW");
    }

    @Test
    void aListIsFilteredByItsFormAndItsAddress() throws Exception {
        long other = server.addItem("JAZZ");
        server.add(other, "JAZZ-1");
        server.add(other, "JAZZ-2");
        open("/console/serial-numbers", WIDE);
        browser.value("document.getElementById('itemReference').focus()");
        browser.insert("JA*");
        browser.enter();
        browser.await("location.search.includes('itemReference=JA') && document.readyState === 'complete'");
        assertThat(browser.text("total")).isEqualTo("2 serial numbers");
        open("/console/serial-numbers?itemReference=JA*&value=*-2&dateCreated_gte=2000-01-01", WIDE);
        assertThat(browser.text("total")).isEqualTo("1 serial number");
        assertThat(browser.value("document.getElementById('value').value").asText())
                .isEqualTo("*-2");
        open("/console/serial-numbers?value=nothing-like-this", WIDE);
        assertThat(browser.text("empty")).contains("Change one, or choose \"Show all\".");
    }

    @Test
    void aListIsPagedToItsEndAndSortedByItsColumns() throws Exception {
        long many = server.addItem("MANY");
        for (int i = 0; i < 5; i++) {
            server.add(many, "M-" + i);
        }
        open("/console/serial-numbers?itemReference=MANY&max=2&sort=value&order=desc", WIDE);
        StringBuilder seen = new StringBuilder(rows());
        while (browser.value("document.getElementById('next') !== null").asBoolean()) {
            String before = browser.value("location.href").asText();
            browser.click("next");
            browser.await("location.href !== " + '"' + before + '"' + " && document.readyState === 'complete'");
            seen.append(' ').append(rows());
        }
        assertThat(seen.toString()).isEqualTo("M-4 M-3 M-2 M-1 M-0");
        open("/console/serial-numbers?itemReference=MANY&sort=value", WIDE);
        assertThat(browser.value("document.querySelector('th[aria-sort=ascending]').innerText")
                        .asText())
                .startsWith("Serial number");
        browser.value("document.querySelector('th[aria-sort=ascending] a').click()");
        browser.await("location.search.includes('order=desc') && document.readyState === 'complete'");
        assertThat(rows()).isEqualTo("M-4 M-3 M-2 M-1 M-0");
    }

    private static String rows() throws Exception {
        return browser.value("[...document.querySelectorAll('tbody th')].map(cell => cell.innerText).join(' ')")
                .asText();
    }

    @Test
    void noTextOfARowIsHtml() throws Exception {
        long id = server.add(item, HOSTILE);
        server.add(item, RIGHT_TO_LEFT);
        server.add(item, "L".repeat(128));
        open("/console/serial-numbers/" + id, WIDE);
        assertThat(browser.value("document.querySelector('h1').innerText").asText())
                .isEqualTo(HOSTILE);
        open("/console/serial-numbers/" + id + "/status/sold", WIDE);
        assertThat(browser.text("what")).contains(HOSTILE);
        lookAt("list", "/console/serial-numbers?itemReference=ROCK-NIGHT");
        assertThat(page()).contains(HOSTILE, RIGHT_TO_LEFT);
        assertThat(browser.value("document.images.length").asInt()).isZero();
    }

    @Test
    void aPassIsSeenVoidedAndRestored() throws Exception {
        long tied = server.add(item, "SEAT-1");
        TestServer.Answer issued = server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + tied
                        + ",\"fields\":{\"holder\":\"Zo\u00eb <b>Doe</b>\"}}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        String pass = "/console/passes/" + TYPE + "/SEAT-1";
        open("/console/passes?serialNumber=SEAT*", WIDE);
        browser.value("document.querySelector('tbody a').click()");
        await(pass);
        assertThat(page()).contains("Zo\u00eb <b>Doe</b>");
        assertThat(browser.text("sentence")).isNotBlank();
        lookAt("pass", pass);
        browser.click("void");
        await(pass + "/void");
        assertThat(browser.text("what")).contains("The pass SEAT-1 will be void.", "No phone is told.");
        browser.value("document.querySelector('main button').click()");
        await(pass);
        assertThat(browser.text("done")).isEqualTo("Done: the pass is void.");
        assertThat(server.get("passes/" + TYPE + "/SEAT-1")
                        .json()
                        .path("voided")
                        .asBoolean())
                .isTrue();
        browser.click("restore");
        await(pass + "/restore");
        browser.value("document.querySelector('main button').click()");
        await(pass);
        assertThat(browser.text("state")).isEqualTo("valid");
        open("/console/serial-numbers/" + tied, WIDE);
        assertThat(page()).contains(TYPE + " / SEAT-1: on no phone");
    }

    @Test
    void aPassIsEditedAndHandedOverByALink() throws Exception {
        server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"EDIT-1\",\"fields\":{\"holder\":\"Ann\","
                        + "\"note\":\"" + RIGHT_TO_LEFT + "\",\"long\":\"" + "L".repeat(300)
                        + "\",\"price\":12.75,\"vip\":true}}");
        String pass = "/console/passes/" + TYPE + "/EDIT-1";
        lookAt("pass-edit", pass + "/edit");
        browser.value("document.getElementById('value-0').select()");
        browser.insert("Bob");
        browser.click("save");
        await(pass);
        assertThat(browser.text("done")).isEqualTo("Done: the pass is changed.");
        assertThat(server.get("passes/" + TYPE + "/EDIT-1")
                        .json()
                        .path("fields")
                        .toString())
                .isEqualTo("{\"holder\":\"Bob\",\"note\":\"" + RIGHT_TO_LEFT + "\",\"long\":\"" + "L".repeat(300)
                        + "\",\"price\":12.75,\"vip\":true}");
        browser.click("make-link");
        await(pass + "/links");
        assertThat(browser.value("document.getElementById('link').value").asText())
                .startsWith("/p/");
        picture("link-made");
        assertAccessible("link-made");
        open(pass, NARROW);
        browser.value("document.querySelector('a[href$=revoke]').click()");
        browser.await("location.pathname.endsWith('/revoke') && document.readyState === 'complete'");
        picture("link-revoke");
        assertAccessible("link-revoke");
        browser.value("document.querySelector('main button').click()");
        await(pass);
        assertThat(browser.text("done")).isEqualTo("Done: the link leads nowhere any more.");
    }

    @Test
    void aPassIsDrawnAsItWillBeWhileSomebodyWrites() throws Exception {
        server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE
                        + "\",\"serialNumber\":\"DRAFT-1\",\"fields\":{\"holder\":\"Ann\"}}");
        open("/console/passes/" + TYPE + "/DRAFT-1/edit", WIDE);
        String drawn = "document.getElementById('picture').name.startsWith('picture-')";
        browser.await(drawn);
        String before = browser.value("document.getElementById('picture').name").asText();
        long visited = browser.value("history.length").asLong();
        browser.value("document.getElementById('value-0').select()");
        browser.insert("Bob");
        browser.await(drawn + " && document.getElementById('picture').name !== '" + before + "'");
        picture("draft");
        assertThat(browser.value("history.length").asLong())
                .as("the way back is that of before")
                .isEqualTo(visited);
        assertThat(browser.value("document.getElementById('draft-problem').hidden")
                        .asBoolean())
                .isTrue();
        browser.value("document.getElementById('end').value = 'soon';"
                + " document.getElementById('end').dispatchEvent(new Event('input', {bubbles: true}))");
        browser.await("document.getElementById('draft-problem').textContent.includes('must be a date')");
        assertAccessible("draft");
        assertThat(server.get("passes/" + TYPE + "/DRAFT-1").body()).contains("\"Ann\"");
    }

    @Test
    void thePagesAroundTheOthersAreReadable() throws Exception {
        long id = server.add(item, "AROUND-1");
        server.post("passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"AROUND-1\"}");
        String pass = "/console/passes/" + TYPE + "/AROUND-1";
        String type = "/console/pass-types/" + TYPE;
        for (String path : new String[] {
            "/console/sign-in",
            "/console/serial-numbers/999999999",
            "/console/serial-numbers/" + id + "/status/sold",
            "/console/serial-numbers/import",
            pass + "/void",
            pass + "/push",
            "/console/passes/issue?type=" + TYPE,
            type + "/upload",
            type + "/lacking",
            "/console/health"
        }) {
            open(path, NARROW);
            assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as(path + " shows all of its width on a phone")
                    .isTrue();
            String name = path.replaceAll("[^a-z-]+", "-");
            picture("around" + name);
            assertAccessible(path);
            browser.dark(true);
            assertAccessible(path + ", dark");
            browser.dark(false);
        }
    }

    @Test
    void anImportGoesOnWhenItsPageIsLeft() throws Exception {
        server.addItem("WATCHED");
        String rows = IntStream.range(0, 100_000)
                .mapToObj(i -> "WATCHED-" + i + ",WATCHED\n")
                .collect(Collectors.joining());
        String run;
        try (HeldWriter writer = new HeldWriter(server.store().storage())) {
            run = "/console/serial-numbers/imports/"
                    + server.post("serialNumbers/imports", "text/csv", "value,itemReference\n" + rows)
                            .json()
                            .path("id")
                            .asText();
            writer.hold();
            open("/console/serial-numbers/import", WIDE);
            // The page renews itself, so what is looked at for long is a copy that does not.
            browser.value("fetch('" + run + "').then(page => page.text()).then(text => {"
                    + " document.documentElement.innerHTML = text; return 0; })");
            assertThat(browser.value("document.getElementById('progress').max").asInt())
                    .isGreaterThan(rows.length());
            picture("import-running");
            assertAccessible("import-running");
            open("/console/serial-numbers/import", WIDE);
            assertThat(browser.text("imports")).contains("running");
            browser.value("document.querySelector('#imports a').click()");
            browser.await("document.getElementById('so-far')?.textContent.includes('imported')");
            writer.release();
            // The page renews itself.
            browser.await("document.getElementById('done') !== null");
        }
        assertThat(browser.text("done")).isEqualTo("Done: 100,000 serial numbers were imported.");
        lookAt("import-done", run);
        lookAt("imports", "/console/serial-numbers/import");
    }

    @Test
    void severalSerialNumbersAreSoldFromTheListAndThePageIsThereAgain() throws Exception {
        long several = server.addItem("SEVERAL");
        long first = server.add(several, "SEVERAL-1");
        long second = server.add(several, "SEVERAL-2");
        lookAt("add", "/console/serial-numbers/add");
        String list = "/console/serial-numbers?itemReference=SEVERAL&sort=value";
        open(list, WIDE);
        browser.click("tick");
        browser.await("location.search.includes('ticked=true') && document.readyState === 'complete'");
        browser.value("document.querySelectorAll('input[type=checkbox]')[1].click()");
        browser.value("document.querySelector('button[value=sold]').click()");
        await("/console/serial-numbers/change");
        assertThat(browser.text("what")).contains("1 serial number will be sold.");
        picture("selection-confirm");
        assertAccessible("selection-confirm");
        browser.value("document.querySelector('main button').click()");
        browser.await("document.getElementById('done') !== null");
        assertThat(browser.text("done")).isEqualTo("Done: 1 serial number is sold.");
        assertAccessible("selection-done");
        assertThat(status(first)).isEqualTo("SOLD");
        assertThat(status(second)).isEqualTo("NEW");
        browser.click("back");
        browser.await("location.pathname + location.search === '" + list + "' && document.readyState === 'complete'");
    }

    @Test
    void aPassTypeIsSeenWithWhatItLacksAndItsTemplateIsEdited() throws Exception {
        String type = "/console/pass-types/" + TYPE;
        lookAt("pass-types", "/console/pass-types");
        lookAt("pass-type", type);
        assertThat(browser.text("findings")).contains("icon");
        lookAt("template", type + "/template");
        browser.value("document.getElementById('width').value = '320';"
                + " document.getElementById('width').dispatchEvent(new Event('change', {bubbles: true}))");
        browser.await("location.search.includes('width=320')"
                + " && document.getElementById('picture').name.startsWith('picture-')");
        String before =
                browser.value("document.getElementById('template').value").asText();
        assertThat(before).contains("\n  \"description\" : \"Rock Night\"");
        browser.click("save");
        await(type);
        assertThat(browser.text("done")).isEqualTo("Done: the template is changed.");
    }

    @Test
    void thePictureOfAPassIsInAFrameThatRunsNothing() throws Exception {
        server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"P-1\",\"fields\":{\"holder\":\"Ann\"}}");
        open("/console/passes/" + TYPE + "/P-1", WIDE);
        assertThat(browser.value("document.querySelector('iframe').getAttribute('sandbox')")
                        .asText())
                .isEmpty();
        assertThat(browser.value("fetch(document.querySelector('iframe').src).then(answer => answer.text())")
                        .asText())
                .contains("Ann")
                .doesNotContain("<script");
    }

    @Test
    void thePagesOfAdministratorsAreReadable() throws Exception {
        server.post("/v1/log", "{\"logs\":[\"\u05d9\u05d5\u05e0\u05d9 <b>\"]}");
        long webhook = server.post(
                        "webhooks", "{\"url\":\"https://books.example.com/hook\",\"events\":[\"pass.created\"]}")
                .json()
                .path("id")
                .asLong();
        lookAt("webhooks", "/console/webhooks");
        lookAt("webhook", "/console/webhooks/" + webhook);
        lookAt("device-logs", "/console/device-logs");
        lookAt("audit", "/console/audit");
        open("/console/tokens", WIDE);
        browser.value("document.getElementById('name').value = 'gate 7'");
        browser.click("make");
        browser.await("document.getElementById('secret') !== null");
        assertThat(browser.value("document.getElementById('secret').value").asText())
                .startsWith("serialpass_");
        assertAccessible("token-made");
        lookAt("tokens", "/console/tokens");
    }

    @Test
    void theOverviewCountsWhatThereIs() throws Exception {
        long counted = server.addItem("COUNTED");
        String before = overview();
        server.add(counted, "C-1");
        server.put("serialNumbers/" + server.add(counted, "C-2"), "{\"status\":\"RESERVED\"}");
        assertThat(overview()).isNotEqualTo(before);
        lookAt("overview", "/console");
        PassTypeIdentifier type = new PassTypeIdentifier(TYPE);
        Clock clock = server.app().clock();
        for (int hours = 0; hours < 30 * 24; hours += 5) {
            ActivityService past =
                    new ActivityService(server.app().storage(), Clock.offset(clock, Duration.ofHours(-hours)));
            past.count(type, ActivityKind.FETCH, 1 + hours * 7919L % 90_000);
            past.count(type, ActivityKind.UPDATE, 1 + hours % 24);
            past.store();
        }
        server.app().activity().count(type, ActivityKind.REGISTRATION, 1);
        server.app().activity().store();
        for (String period : new String[] {"day", "week", "month"}) {
            lookAt("overview-" + period, "/console?period=" + period);
        }
        assertThat(browser.text("total-registrations")).isNotEqualTo("0");
        browser.value("document.querySelector('summary').click()");
        assertThat(browser.value("document.querySelectorAll('#activity-table tbody tr').length")
                        .asInt())
                .isGreaterThan(28);
        assertAccessible("overview-table");
        picture("overview-table");
        assertThat(Long.parseLong(browser.text("count-RESERVED"))).isPositive();
    }

    private static String overview() throws Exception {
        open("/console", WIDE);
        return browser.text("count-NEW") + " " + browser.text("count-RESERVED");
    }

    @Test
    void theKeyboardReachesAllOfAPage() throws Exception {
        open("/console", WIDE);
        assertThat(browser.value("[...document.querySelectorAll('a, button, input, select')]"
                                + ".filter(part => part.type !== 'hidden' && part.tabIndex < 0).length")
                        .asInt())
                .isZero();
        assertThat(browser.value("document.querySelector('a').getAttribute('href')")
                        .asText())
                .as("the first stop leads past the navigation")
                .isEqualTo("#content");
    }
}
