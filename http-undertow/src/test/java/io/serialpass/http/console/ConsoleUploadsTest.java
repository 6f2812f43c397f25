package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.TestServer;
import io.serialpass.http.wallet.Pkpass;
import io.serialpass.storage.testkit.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People send files with forms, and see pictures of passes that they are about to save. */
@Timeout(120)
class ConsoleUploadsTest {

    private static final String IMPORT = "/console/serial-numbers/import";

    private static final String TYPE = "pass.com.example.drawn";

    private static final String PAGE = "/console/pass-types/" + TYPE;

    private static final String TEMPLATE = """
            {"description":"Seat","organizationName":"Acme","generic":{"primaryFields":\
            [{"key":"seat","label":"SEAT","value":"{{fields.seat}}"}]}}""";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static TestServer server;
    private static ConsoleClient client;
    private static String cookie;

    @BeforeAll
    static void start() throws Exception {
        client = ConsoleClient.start();
        server = client.server();
        cookie = client.session("secret");
        server.post("passTypes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"template\":" + TEMPLATE + "}");
        issue("SEAT-0", "{}");
        issue("SEAT-1", "{\"seat\":\"7A\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void issue(String serialNumber, String fields) throws Exception {
        TestServer.Answer issued = server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber + "\",\"fields\":"
                        + fields + "}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The page of an import, once it is done. */
    private static String imported(HttpResponse<String> begun) throws Exception {
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String page = ConsoleClient.header(begun, "Location");
        return Await.answer(() -> client.get(page, cookie).body(), body -> !body.contains("<progress"));
    }

    private static long count(String filter) throws Exception {
        return server.get("serialNumbers?" + filter).json().at("/paging/total").asLong();
    }

    @Test
    void aFileIsImportedAndItsRejectedRowsAreListed() throws Exception {
        server.addItem("FILE");
        String csv = "value,itemReference,status\nF-1,FILE,\nF-2,FILE,SOLD\n,,\nF-1,FILE,\nF-3,<b>NONE,\n";
        assertThat(imported(client.upload(IMPORT, cookie, "C:\\rows.csv", bytes(csv), "rows", "")))
                .contains("The file ")
                .contains("Done: 2 serial numbers were imported.", "2 rows were not imported.", "&lt;b&gt;NONE")
                .contains("1 row has no value at all.", "<th scope=\"row\">5</th>", "<th scope=\"row\">6</th>")
                .doesNotContain("<b>NONE");
        assertThat(count("itemReference=FILE")).isEqualTo(2);
        String ndjson = "\n {\"value\":\"N-1\",\"itemReference\":\"FILE\"}\n";
        assertThat(imported(client.upload(IMPORT, cookie, "", new byte[0], "rows", ndjson)))
                .contains("Done: 1 serial number was imported.")
                .doesNotContain("The file ");
        assertThat(client.get(IMPORT, cookie).body())
                .contains("rows.csv", ">done<", "/console/serial-numbers/imports/");
    }

    @Test
    void aFormWithoutRowsOrThatIsNoneIsRefusedAndNothingIsImported() throws Exception {
        assertThat(client.upload(IMPORT, cookie, "", new byte[0], "rows", " ").body())
                .contains("Choose a file, or paste rows");
        assertThat(client.upload(IMPORT, cookie, "a.csv", bytes("x"), "rows", "y")
                        .body())
                .contains("and not both");
        HttpResponse<String> headless = client.upload(IMPORT, cookie, "a.csv", bytes("colour\nred\n"), "rows", "");
        assertThat(headless.statusCode()).isEqualTo(400);
        assertThat(headless.body()).contains("Nothing was imported.", "colour");
        assertThat(client.upload(IMPORT, cookie, "", new byte[0], "rows", "x".repeat(300_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.send(client.request(IMPORT, cookie)
                                .header("Origin", client.origin())
                                .header("Content-Type", "multipart/form-data; boundary=between")
                                .POST(BodyPublishers.ofString("--between\r\n" + "X-Long: ".repeat(20_000))))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send(client.request(IMPORT, cookie)
                                .header("Origin", client.origin())
                                .header("Content-Type", "multipart/form-data; boundary=between")
                                .POST(BodyPublishers.ofString(
                                        "--between\r\nContent-Disposition: form-data; name=\"a\"")))
                        .statusCode())
                .as("a form that ends half way")
                .isEqualTo(400);
    }

    @Test
    void aFormWithAFileOfAnotherSiteIsRefused() throws Exception {
        HttpResponse<String> refused = client.send(client.request(IMPORT, cookie)
                .header("Origin", "https://evil.example.com")
                .header("Content-Type", "multipart/form-data; boundary=between")
                .POST(BodyPublishers.ofString("--between--\r\n")));
        assertThat(refused.statusCode()).isEqualTo(403);
        HttpResponse<String> tokenless = client.send(client.request(IMPORT, cookie)
                .header("Origin", client.origin())
                .header("Content-Type", "multipart/form-data; boundary=between")
                .POST(BodyPublishers.ofString(
                        "--between\r\nContent-Disposition: form-data; name=\"rows\"\r\n\r\nx\r\n--between--\r\n")));
        assertThat(tokenless.statusCode()).isEqualTo(403);
    }

    @Test
    void aListIsDownloadedWithItsFiltersAndImportedAgain() throws Exception {
        long item = server.addItem("EXPORTED");
        server.add(item, "=1+1");
        server.add(item, "E-2");
        assertThat(client.get("/console/serial-numbers?itemReference=EXPORTED&sort=value&max=1", cookie)
                        .body())
                .contains(
                        "/console/serial-numbers/export?itemReference=EXPORTED&amp;sort=value&amp;order=asc",
                        "Download all 2 as CSV");
        HttpResponse<String> csv =
                client.get("/console/serial-numbers/export?itemReference=EXPORTED&sort=value&order=asc", cookie);
        assertThat(ConsoleClient.header(csv, "Content-Disposition")).contains("attachment");
        assertThat(csv.body()).contains("'=1+1,NEW,EXPORTED", "E-2,NEW,EXPORTED");
        assertThat(imported(client.upload(IMPORT, cookie, "again.csv", bytes(csv.body()), "rows", "")))
                .contains("No row was imported.", "2 rows were not imported.", "These columns were passed over");
        assertThat(client.get("/console/serial-numbers/export", "a=b").statusCode())
                .isEqualTo(303);
    }

    @Test
    void filesOfAPassTypeAreUploadedAndRemoved() throws Exception {
        String type = "pass.com.example.files";
        String page = "/console/pass-types/" + type;
        server.post("passTypes", "{\"passTypeIdentifier\":\"" + type + "\",\"template\":" + TEMPLATE + "}");
        HttpResponse<String> uploaded =
                client.upload(page + "/upload", cookie, "logo.png", TestServer.icon(), "language", "de");
        assertThat(ConsoleClient.header(uploaded, "Location"))
                .as(uploaded.body())
                .isEqualTo(page + "?done=uploaded");
        assertThat(client.get(page, cookie).body()).contains(page + "/files/de.lproj/logo.png");
        assertThat(client.upload(page + "/upload", cookie, "<b>.exe", TestServer.icon(), "language", "")
                        .body())
                .contains("The name of the file must be the name of an image");
        assertThat(client.upload(page + "/upload", cookie, "", new byte[0], "language", "")
                        .body())
                .contains("Choose a file.");
        assertThat(client.upload(page + "/upload", cookie, "icon.png", bytes("no image"), "language", "")
                        .body())
                .contains("Nothing was changed. ", "icon.png");
        String remove = page + "/remove?file=de.lproj%2Flogo.png";
        assertThat(client.get(remove, cookie).body()).contains("The file de.lproj/logo.png will be removed.");
        HttpResponse<String> removed = client.submit(page + "/remove", cookie, "file", "de.lproj/logo.png");
        assertThat(ConsoleClient.header(removed, "Location")).isEqualTo(page + "?done=removed");
        assertThat(client.get(remove, cookie).statusCode()).isEqualTo(404);
        String writer = client.session(server.post("tokens", "{\"role\":\"write\"}")
                .json()
                .path("token")
                .asText());
        assertThat(client.upload(page + "/upload", writer, "icon.png", TestServer.icon(), "language", "")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theValuesOfAFinishedPassBecomePlaceholders() throws Exception {
        String type = "pass.com.example.finished";
        String page = "/console/pass-types/" + type;
        server.post("passTypes", "{\"passTypeIdentifier\":\"" + type + "\"}");
        byte[] pkpass =
                Pkpass.ofJson("{\"description\":\"Seat\",\"organizationName\":\"Acme\",\"serialNumber\":\"S-1\","
                        + "\"passTypeIdentifier\":\"" + type + "\",\"formatVersion\":1,\"generic\":{\"primaryFields\":["
                        + "{\"key\":\"seat\",\"value\":\"7A\"}]}}");
        HttpResponse<String> uploaded = client.upload(page + "/upload", cookie, "Seat.pkpass", pkpass, "language", "");
        assertThat(ConsoleClient.header(uploaded, "Location"))
                .as(uploaded.body())
                .isEqualTo(page + "?done=uploaded");
        JsonNode template = server.get("passTypes/" + type).json().path("template");
        assertThat(template.at("/generic/primaryFields/0/value").asText()).isEqualTo("{{fields.seat}}");
        assertThat(template.has("serialNumber")).isFalse();
        String other = "pass.com.example.finished2";
        server.post("passTypes", "{\"passTypeIdentifier\":\"" + other + "\"}");
        assertThat(server.send(server.request("passTypes/" + other + "/files?kind=pkpass")
                                .header("Content-Type", "application/zip")
                                .PUT(BodyPublishers.ofByteArray(pkpass))
                                .build())
                        .json()
                        .path("template"))
                .as("the API does the same")
                .isEqualTo(template);
    }

    @Test
    void passesThatLackFieldsOfTheTemplateAreListed() throws Exception {
        assertThat(client.get(PAGE + "/lacking", cookie).body())
                .contains("The template shows these fields: seat.", "1 of them lacks fields.", ">SEAT-0</a>")
                .doesNotContain(">SEAT-1</a>");
    }

    @Test
    void aPassIsIssuedWithTheFieldsOfItsTemplate() throws Exception {
        long id = server.add(server.addItem("ISSUED"), "I-7");
        String issue = "/console/passes/issue";
        assertThat(client.get("/console/serial-numbers/" + id, cookie).body())
                .contains(issue + "?serialNumberId=" + id);
        assertThat(client.get(issue + "?type=&serialNumberId=" + id, cookie).body())
                .contains("<option value=\"" + TYPE + "\">")
                .doesNotContain("id=\"issue\"");
        assertThat(client.get(issue + "?type=pass.none", cookie).body()).contains("There is no pass type pass.none.");
        assertThat(client.get(issue + "?type=" + TYPE + "&serialNumberId=" + id, cookie)
                        .body())
                .contains("<legend dir=\"auto\">seat</legend>", "value=\"" + id + "\"");
        String[] row = {"name", "seat", "kind", "TEXT", "value", "9C", "shown", ""};
        HttpResponse<String> issued = client.submit(
                issue,
                cookie,
                Stream.concat(
                                Arrays.stream(row),
                                Stream.of("type", TYPE, "serialNumber", "", "serialNumberId", Long.toString(id)))
                        .toArray(String[]::new));
        assertThat(ConsoleClient.header(issued, "Location"))
                .as(issued.body())
                .isEqualTo("/console/passes/" + TYPE + "/I-7?done=issued");
        JsonNode pass = server.get("passes/" + TYPE + "/I-7").json();
        assertThat(pass.path("fields")).hasToString("{\"seat\":\"9C\"}");
        assertThat(pass.path("serialNumberId").asLong()).isEqualTo(id);
        for (String[] wrong : new String[][] {
            {"type", TYPE, "serialNumber", "I-7"},
            {"type", TYPE, "serialNumber", "not visible"},
            {"type", TYPE, "serialNumberId", "x"},
            {"type", TYPE, "serialNumberId", "9999999"},
            {"type", TYPE, "end", "soon"},
            {"type", "pass.none"}
        }) {
            HttpResponse<String> refused = client.submit(issue, cookie, wrong);
            assertThat(refused.statusCode()).as(wrong[wrong.length - 1]).isEqualTo(400);
            assertThat(refused.body()).contains("Nothing was issued.");
        }
    }

    @Test
    void aPassIsDrawnAsItWillBeAndNothingIsStored() throws Exception {
        String draft = "/console/passes/" + TYPE + "/SEAT-1/draft";
        String before = server.get("passes/" + TYPE + "/SEAT-1").body();
        String[] fields = {
            "name", "seat", "kind", "TEXT", "value", "Row <b>9", "shown", "7A", "end", "", "shown-end", ""
        };
        HttpResponse<String> drawn = client.submit(draft, cookie, fields);
        assertThat(drawn.statusCode()).isEqualTo(200);
        assertThat(drawn.body()).contains("Row &lt;b", "9").doesNotContain("<b>9", "7A");
        assertThat(ConsoleClient.header(drawn, "Content-Security-Policy")).contains("frame-ancestors 'self'");
        assertThat(MAPPER.readTree(client.submit(draft + "/findings", cookie, fields)
                                .body())
                        .path("problem")
                        .asText())
                .isEmpty();
        assertThat(client.submit(draft, cookie, "end", "soon", "shown-end", "").body())
                .contains("must be a date such as");
        assertThat(server.get("passes/" + TYPE + "/SEAT-1").body()).isEqualTo(before);
        assertThat(client.get("/console/passes/" + TYPE + "/SEAT-1/edit", cookie)
                        .body())
                .contains("data-action=\"" + draft + "\"", "/draft.js\"");
    }

    @Test
    void aTemplateIsDrawnWithTheNewestPassAndWhatWalletSaysOfIt() throws Exception {
        String before = server.get("passTypes/" + TYPE).body();
        String changed = TEMPLATE.replace("SEAT", "PLACE").replace("\"organizationName\":\"Acme\",", "");
        assertThat(client.submit(PAGE + "/draft", cookie, "template", changed).body())
                .contains("PLACE");
        JsonNode found = MAPPER.readTree(client.submit(PAGE + "/draft/findings", cookie, "template", TEMPLATE)
                .body());
        assertThat(found.path("problem").asText()).isEmpty();
        assertThat(found.path("findings").toString()).contains("icon");
        JsonNode broken = MAPPER.readTree(client.submit(PAGE + "/draft/findings", cookie, "template", "{\n\"a\":")
                .body());
        assertThat(broken.path("problem").asText()).contains("line 2");
        assertThat(client.submit(PAGE + "/draft", cookie, "template", "{\"a\":\"{{fields.}}")
                        .body())
                .contains("JSON");
        assertThat(server.get("passTypes/" + TYPE).body()).isEqualTo(before);
        String empty = "pass.com.example.empty";
        server.post("passTypes", "{\"passTypeIdentifier\":\"" + empty + "\"}");
        assertThat(client.submit("/console/pass-types/" + empty + "/draft", cookie, "template", TEMPLATE)
                        .body())
                .as("without a pass, a field holds its own name")
                .contains(">seat<");
    }
}
