package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.event.ActivityKind;
import io.serialpass.http.TestServer;
import io.serialpass.organization.PassTypeIdentifier;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the forms of the console do. */
@Timeout(120)
class ConsoleActionsTest {

    private static final String TYPE = "pass.com.example.seat";

    private static TestServer server;
    private static ConsoleClient client;
    private static String cookie;

    @BeforeAll
    static void start() throws Exception {
        client = ConsoleClient.start();
        server = client.server();
        cookie = client.session("secret");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Issues a pass, and gives what the API says of it. */
    private static JsonNode issue(String serialNumber, String fields) throws Exception {
        TestServer.Answer issued = server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber + "\",\"fields\":"
                        + fields + "}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued.json();
    }

    private static JsonNode pass(String serialNumber) throws Exception {
        return server.get("passes/" + TYPE + "/" + serialNumber).json();
    }

    private static void register(JsonNode pass) throws Exception {
        assertThat(server.send(server.request("/v1/devices/D1/registrations/" + TYPE + "/"
                                        + pass.path("serialNumber").asText())
                                .setHeader(
                                        "Authorization",
                                        "ApplePass "
                                                + pass.path("authenticationToken")
                                                        .asText())
                                .POST(BodyPublishers.ofString("{\"pushToken\":\"0123456789abcdef\"}"))
                                .build())
                        .status())
                .isEqualTo(201);
    }

    private static String page(String serialNumber) {
        return "/console/passes/" + TYPE + "/" + serialNumber;
    }

    private static String[] with(String[] fields, String... more) {
        return Stream.concat(Arrays.stream(fields), Arrays.stream(more)).toArray(String[]::new);
    }

    private static String status(long id) throws Exception {
        return server.get("serialNumbers/" + id).json().path("status").asText();
    }

    /** The answer to a form of a pass's edit page. Each row is a name, a kind, a value, and the value as it was shown. */
    private static HttpResponse<String> edit(String serialNumber, String... fields) throws Exception {
        return client.submit(page(serialNumber) + "/edit", cookie, fields);
    }

    @Test
    void theOverviewPlotsWhatHappenedAsTheApiTellsIt() throws Exception {
        PassTypeIdentifier type = new PassTypeIdentifier(TYPE);
        issue("ACTIVE-1", "{}");
        assertThat(client.get("/console?period=month", cookie).body()).doesNotContain("12,345");
        server.app().activity().count(type, ActivityKind.FETCH, 12_345);
        server.app().activity().count(type, ActivityKind.REGISTRATION, 1);
        server.app().activity().store();
        for (String period : List.of("", "?period=day", "?period=week", "?period=month")) {
            assertThat(client.get("/console" + period, cookie).body())
                    .as(period)
                    .contains("<b id=\"total-fetches\">12,34", "<title id=\"plot-fetches\">fetches over time</title>");
        }
        assertThat(client.get("/console?period=year", cookie).statusCode()).isEqualTo(400);
        JsonNode hour = server.get("activity").json().at("/data/0");
        assertThat(hour.path("fetches").asLong()).isGreaterThanOrEqualTo(12_345);
        assertThat(hour.path("pushes").asLong()).isZero();
        String begin = hour.path("hour").asText();
        assertThat(begin).endsWith(":00:00Z");
        assertThat(server.get("activity?hour_gte=" + begin).json().at("/data")).hasSize(1);
        assertThat(server.get("activity?hour_gt=" + begin).json().at("/data")).isEmpty();
        assertThat(server.get("activity?hour=" + begin).status()).isEqualTo(400);
        assertThat(server.send(server.request("activity")
                                .setHeader("Authorization", "Bearer other-secret")
                                .build())
                        .json()
                        .at("/data"))
                .isEmpty();
    }

    @Test
    void aLinkIsMadeShownOnceAndRevoked() throws Exception {
        issue("L-1", "{}");
        assertThat(client.get(page("L-1"), cookie).body()).contains("Nobody has a link to this pass.");
        HttpResponse<String> made = client.submit(page("L-1") + "/links", cookie, "expirationDate", "");
        assertThat(made.statusCode()).isEqualTo(200);
        Matcher secret = Pattern.compile("value=\"/p/([^\"]+)\"").matcher(made.body());
        assertThat(secret.find()).as(made.body()).isTrue();
        String links = "passes/" + TYPE + "/L-1/link";
        JsonNode link = server.get(links).json().at("/data/0");
        assertThat(link.at("/passes/0/serialNumber").asText()).isEqualTo("L-1");
        String shown = client.get(page("L-1"), cookie).body();
        assertThat(shown).contains("open until").doesNotContain(secret.group(1));
        String revoke = page("L-1") + "/links/" + link.path("id").asLong() + "/revoke";
        assertThat(client.get(revoke, cookie).body()).contains("will lead nowhere", "It leads to 1 pass.");
        assertThat(server.get(links).json().at("/data/0/dateRevoked").isNull())
                .as("a page changes nothing")
                .isTrue();
        HttpResponse<String> revoked = client.submit(revoke, cookie);
        assertThat(ConsoleClient.header(revoked, "Location")).isEqualTo(page("L-1") + "?done=revoked");
        assertThat(server.get(links).json().at("/data/0/dateRevoked").isNull()).isFalse();
        assertThat(client.get("/p/" + secret.group(1), "a=b").statusCode()).isEqualTo(410);
    }

    @Test
    void aLinkOfAnotherPassOrWithAWrongEndIsRefused() throws Exception {
        issue("L-2", "{}");
        issue("L-3", "{}");
        long id = server.post("passes/" + TYPE + "/L-2/link", "{}")
                .json()
                .path("id")
                .asLong();
        assertThat(client.get(page("L-3") + "/links/" + id + "/revoke", cookie).statusCode())
                .isEqualTo(404);
        assertThat(client.submit(page("L-3") + "/links/" + id + "/revoke", cookie)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("links/" + id).json().path("dateRevoked").isNull())
                .isTrue();
        for (String end : List.of("soon", "2001-01-01", "2999-01-01")) {
            HttpResponse<String> refused = client.submit(page("L-3") + "/links", cookie, "expirationDate", end);
            assertThat(refused.statusCode()).as(end).isEqualTo(400);
            assertThat(refused.body()).contains("expirationDate");
        }
        assertThat(server.get("passes/" + TYPE + "/L-3/link")
                        .json()
                        .at("/paging/total")
                        .asLong())
                .isZero();
    }

    @Test
    void thePhonesOfAPassAreToldAgainUnlessPushesWait() throws Exception {
        register(issue("T-1", "{}"));
        issue("T-2", "{}");
        String confirm = client.get(page("T-1") + "/push", cookie).body();
        assertThat(confirm)
                .contains("1 phone is told.", "No push service is set up.")
                .doesNotContain("primary");
        assertThat(client.get(page("T-2") + "/push", cookie).body()).contains("there is nobody to tell");
        HttpResponse<String> refused = client.submit(page("T-1") + "/push", cookie);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("nothing was done", "No push service is set up.");
        assertThat(client.submit(page("NOBODY") + "/push", cookie).statusCode()).isEqualTo(404);
    }

    @Test
    void editingChangesWhatWasEditedAndNothingElse() throws Exception {
        register(issue("E-1", "{\"seat\":\"7A\",\"gate\":\"B\",\"price\":12.50,\"vip\":false,\"old\":\"x\"}"));
        assertThat(client.get(page("E-1") + "/edit", cookie).body())
                .contains("1 phone is told of the change.", "\n7A</textarea>");
        server.put(
                "passes/" + TYPE + "/E-1",
                "{\"fields\":{\"seat\":\"7A\",\"gate\":\"C\",\"price\":12.50,\"vip\":false,\"old\":\"x\"}}");
        HttpResponse<String> saved = edit(
                "E-1",
                "name",
                "seat",
                "kind",
                "TEXT",
                "value",
                "8B\r\naisle",
                "shown",
                "7A",
                "name",
                "gate",
                "kind",
                "TEXT",
                "value",
                "B",
                "shown",
                "B",
                "name",
                "price",
                "kind",
                "NUMBER",
                "value",
                " 13.75 ",
                "shown",
                "12.50",
                "name",
                "vip",
                "kind",
                "BOOLEAN",
                "value",
                "true",
                "shown",
                "false",
                "name",
                "old",
                "kind",
                "TEXT",
                "value",
                "x",
                "shown",
                "x",
                "remove",
                "old",
                "name",
                "row",
                "kind",
                "TEXT",
                "value",
                "12",
                "shown",
                "",
                "end",
                "2030-06-01",
                "shown-end",
                "");
        assertThat(ConsoleClient.header(saved, "Location")).isEqualTo(page("E-1") + "?done=edited");
        JsonNode changed = pass("E-1");
        assertThat(changed.path("fields").toString())
                .as("somebody else's new gate stays")
                .isEqualTo("{\"seat\":\"8B\\naisle\",\"gate\":\"C\",\"price\":13.75,\"vip\":true,\"row\":\"12\"}");
        assertThat(changed.path("expirationDate").asText()).isEqualTo("2030-06-01T00:00:00Z");
    }

    @Test
    void aValueThatAPassCannotHoldIsShownAgainAndChangesNothing() throws Exception {
        issue("E-2", "{\"price\":1}");
        String before = pass("E-2").toString();
        HttpResponse<String> number = edit("E-2", "name", "price", "kind", "NUMBER", "value", "<b>cheap", "shown", "1");
        assertThat(number.statusCode()).isEqualTo(400);
        assertThat(number.body())
                .contains("holds price, which must be a number", "&lt;b&gt;cheap")
                .doesNotContain("<b>cheap");
        assertThat(edit("E-2", "end", "tomorrow", "shown-end", "").body()).contains("The pass cannot expire then");
        assertThat(edit("E-2", "name", "", "kind", "TEXT", "value", "x", "shown", "")
                        .body())
                .contains("has a value and no name");
        assertThat(edit("E-2", "name", "seat", "kind", "TEXT", "value", "", "shown", "")
                        .body())
                .contains("has a name and no value");
        assertThat(edit("E-2", "name", "long", "kind", "TEXT", "value", "x".repeat(70_000), "shown", "")
                        .body())
                .contains("0 to 65536 characters long");
        assertThat(pass("E-2")).hasToString(before);
    }

    @Test
    void severalSerialNumbersAreSoldAndThoseThatCannotBeStay() throws Exception {
        long item = server.addItem("SEVERAL");
        long first = server.add(item, "S-1");
        long second = server.add(item, "S-2");
        long sold = server.add(item, "S-3");
        server.put("serialNumbers/" + sold, "{\"status\":\"SOLD\"}");
        JsonNode pass = server.post(
                        "passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + first + "}")
                .json();
        register(pass);
        String[] chosen = {"id", Long.toString(first), "id", Long.toString(second), "id", Long.toString(sold)};
        String confirm = client.submit(
                        "/console/serial-numbers/change",
                        cookie,
                        with(chosen, "status", "reserved", "back", "/console/serial-numbers?max=2"))
                .body();
        assertThat(confirm)
                .contains(
                        "2 serial numbers will be reserved.",
                        "1 pass changes.",
                        "1 phone is told.",
                        "They stay as they are",
                        "/console/serial-numbers?max=2");
        assertThat(status(first)).isEqualTo("NEW");
        HttpResponse<String> done =
                client.submit("/console/serial-numbers/change/now", cookie, with(chosen, "status", "reserved"));
        assertThat(done.body()).contains("Done: 2 serial numbers are reserved.", "These stay as they were:");
        assertThat(List.of(status(first), status(second), status(sold)))
                .containsExactly("RESERVED", "RESERVED", "SOLD");
    }

    @Test
    void aTemplateIsWrittenAndARefusedOneIsShownAgain() throws Exception {
        String type = "pass.com.example.written";
        assertThat(server.post("passTypes", "{\"passTypeIdentifier\":\"" + type + "\"}")
                        .status())
                .isEqualTo(201);
        String page = "/console/pass-types/" + type;
        assertThat(client.get("/console/pass-types?passTypeIdentifier=*written", cookie)
                        .body())
                .contains("1 pass type<", page);
        assertThat(client.get(page, cookie).body()).contains("This type has no template yet.");
        HttpResponse<String> broken =
                client.submit(page + "/template", cookie, "template", "{\n\"description\": </textarea>");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("The JSON breaks at line 2", "&lt;/textarea&gt;");
        String template = "{\"description\":\"Seat\",\"organizationName\":\"Acme\",\"generic\":{}}";
        HttpResponse<String> saved = client.submit(page + "/template", cookie, "template", template);
        assertThat(ConsoleClient.header(saved, "Location")).as(saved.body()).isEqualTo(page + "?done=template");
        JsonNode before = server.get("passTypes/" + type).json();
        assertThat(before.path("template")).hasToString(template);
        assertThat(client.get(page, cookie).body()).contains("\"description\" : \"Seat\"");
        client.submit(page + "/template", cookie, "template", template.replace(",", ",\r\n  "));
        assertThat(server.get("passTypes/" + type).json().path("updateTag"))
                .as("other line ends are no change")
                .isEqualTo(before.path("updateTag"));
        String writer = client.session(server.post("tokens", "{\"role\":\"write\"}")
                .json()
                .path("token")
                .asText());
        assertThat(client.get(page, writer).body()).doesNotContain(page + "/template");
        assertThat(client.submit(page + "/template", writer, "template", template)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void serialNumbersAreAddedAllOrNone() throws Exception {
        String add = "/console/serial-numbers/add";
        assertThat(client.submit(add, cookie, "item", "ADDED", "values", "A-1").body())
                .contains("there is no item ADDED", "\nA-1</textarea>");
        assertThat(client.submit(add, cookie, "item", "ADDED", "new", "true", "values", "A-1\r\nA-2\r\nA-1")
                        .body())
                .contains("the serial number A-1 is there already or stands twice");
        assertThat(client.submit(add, cookie, "item", "ADDED", "new", "true", "values", "A-1\r\n" + "x".repeat(129))
                        .body())
                .contains("line 2");
        assertThat(client.submit(add, cookie, "item", "ADDED", "new", "true", "values", " \r\n")
                        .body())
                .contains("write 1 to 10,000 serial numbers");
        assertThat(server.get("items?reference=ADDED")
                        .json()
                        .at("/paging/total")
                        .asLong())
                .isZero();
        HttpResponse<String> added =
                client.submit(add, cookie, "item", "ADDED", "new", "true", "values", "A-1\r\n\r\n A-2 \r\n");
        assertThat(ConsoleClient.header(added, "Location")).isEqualTo("/console/serial-numbers?itemReference=ADDED");
        assertThat(server.get("serialNumbers?itemReference=ADDED&sort=value")
                        .json()
                        .findValuesAsText("value"))
                .containsExactly("A-1", "A-2");
    }

    @Test
    void noneOrTooManySerialNumbersAreToldWhatToDo() throws Exception {
        String change = "/console/serial-numbers/change";
        assertThat(client.submit(change, cookie, "status", "sold").body()).contains("No serial number is ticked.");
        List<String> many = new ArrayList<>(List.of("status", "sold"));
        for (int id = 1; id <= 101; id++) {
            many.addAll(List.of("id", Integer.toString(id)));
        }
        assertThat(client.submit(change, cookie, many.toArray(new String[0])).body())
                .contains("tick fewer serial numbers");
        assertThat(client.submit(change, cookie, "status", "sold", "id", "9999999")
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.submit(change + "/now", cookie, "status", "lost", "id", "1")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theHealthOfTheServerIsTold() throws Exception {
        assertThat(client.get("/console/health", cookie).body())
                .contains(
                        "The server can do its work.",
                        "This server sends no pushes.",
                        "<th scope=\"row\" dir=\"auto\">");
        assertThat(client.get("/console", cookie).body()).contains("href=\"/console/health\"");
    }

    @Test
    void whoMayOnlyReadIsOfferedNoChange() throws Exception {
        issue("R-1", "{\"seat\":\"1\"}");
        server.add(server.addItem("READ-ONLY"), "R-1");
        String reader = client.session(server.post("tokens", "{\"role\":\"read\"}")
                .json()
                .path("token")
                .asText());
        assertThat(client.get(page("R-1"), reader).body()).doesNotContain(page("R-1") + "/");
        assertThat(client.get("/console/serial-numbers", reader).body()).doesNotContain("checkbox");
        assertThat(client.submit(page("R-1") + "/links", reader).statusCode()).isEqualTo(403);
        assertThat(client.submit(page("R-1") + "/edit", reader).statusCode()).isEqualTo(403);
        assertThat(client.submit("/console/serial-numbers/change", reader).statusCode())
                .isEqualTo(403);
    }
}
