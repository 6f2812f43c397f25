package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a pass is drawn, as it is and as it will be, and what the pages of the console weigh. */
@Timeout(120)
class ConsolePreviewsTest {

    private static final String TYPE = "pass.com.example.seat";

    private static final String TEMPLATE_ALONE = "{\"description\":\"Rock Night\",\"organizationName\":\"Acme\","
            + "\"eventTicket\":{\"primaryFields\":[{\"key\":\"seat\",\"label\":\"Seat\",\"value\":\"{{fields.seat}}\"}]}}";

    private static final String TEMPLATE = "{\"template\":" + TEMPLATE_ALONE + "}";

    private static TestServer server;
    private static ConsoleClient client;
    private static String cookie;

    @BeforeAll
    static void start() throws Exception {
        client = ConsoleClient.start();
        server = client.server();
        cookie = client.session("secret");
        assertThat(server.post(
                                "passTypes",
                                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"template\":" + TEMPLATE_ALONE + "}")
                        .status())
                .isEqualTo(201);
        assertThat(server.send(server.request("passTypes/" + TYPE + "/files/de.lproj/pass.strings")
                                .header("Content-Type", "text/plain")
                                .PUT(BodyPublishers.ofString("\"Seat\" = \"Platz\";"))
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void issue(String serialNumber) throws Exception {
        TestServer.Answer issued = server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber
                        + "\",\"fields\":{\"seat\":\"1A\"}}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
    }

    private static String page(String serialNumber) {
        return "/console/passes/" + TYPE + "/" + serialNumber;
    }

    @Test
    void whoLooksAtAPassChoosesThePhoneAndTheAddressKeepsIt() throws Exception {
        issue("PHONE-1");
        String type = "/console/pass-types/" + TYPE;
        String chosen = "language=de&width=320&scale=2";
        for (String page : List.of(type, type + "/template", page("PHONE-1") + "/edit")) {
            assertThat(client.get(page + "?" + chosen, cookie).body())
                    .as(page)
                    .contains(
                            "<option value=\"de\" selected>",
                            "<option value=\"320\" selected>",
                            "<option value=\"2\" selected>");
            assertThat(client.get(page + "?width=321", cookie).statusCode()).isEqualTo(400);
        }
        assertThat(client.get(type + "?" + chosen, cookie).body())
                .contains("/preview?language=de&amp;width=320&amp;scale=2");
        String drawn =
                client.get(page("PHONE-1") + "/preview?" + chosen, cookie).body();
        assertThat(drawn).contains("--width:320px", "Platz");
        assertThat(server.get("passes/" + TYPE + "/PHONE-1/preview?" + chosen).body())
                .isEqualTo(drawn);
        assertThat(client.submit(type + "/draft", cookie, "template", TEMPLATE_ALONE, "width", "430", "scale", "1")
                        .body())
                .contains("--width:430px");
        assertThat(server.get("passes/" + TYPE + "/PHONE-1/preview?scale=4").status())
                .isEqualTo(400);
    }

    @Test
    void aDraftOverTheApiIsWhatTheConsoleDraws() throws Exception {
        issue("API-1");
        String pass = "passes/" + TYPE + "/API-1";
        TestServer.Answer draft =
                server.post(pass + "/draft?width=320", "{\"fields\":{\"seat\":\"8A<b>\"},\"voided\":true}");
        assertThat(draft.status()).as(draft.body()).isEqualTo(200);
        assertThat(draft.json().path("preview").asText()).contains("8A&lt;b&gt;", "VOID", "--width:320px");
        assertThat(draft.json().at("/findings/0/severity").isMissingNode())
                .as("there is no icon")
                .isFalse();
        assertThat(server.get(pass).json().at("/fields/seat").asText()).isEqualTo("1A");
        TestServer.Answer template =
                server.post("passTypes/" + TYPE + "/draft", TEMPLATE.replace("{{fields.seat}}", "Row {{fields.seat}}"));
        assertThat(template.json().path("preview").asText()).contains("Row 1A");
        assertThat(server.get("passTypes/" + TYPE).body()).doesNotContain("Row ");
        assertThat(server.post("passTypes/" + TYPE + "/draft", "{}").error()).isEqualTo("missing_param");
        assertThat(server.post("passTypes/pass.com.example.none/draft", TEMPLATE)
                        .status())
                .isEqualTo(404);
        assertThat(server.post(pass + "/draft", "{\"expirationDate\":\"soon\"}").status())
                .isEqualTo(400);
        assertThat(server.post("passes/" + TYPE + "/NONE/draft", "{}").status()).isEqualTo(404);
        assertThat(server.send(server.request(pass + "/draft")
                                .setHeader("Authorization", "Bearer other-secret")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build())
                        .status())
                .isEqualTo(404);
    }

    /** The server sends files as they are, so that this is what a slow line carries; the picture of a pass comes later, in a frame. */
    @Test
    void noPageLoadsMoreThan150KilobytesAndItsFilesAreKeptByTheirHash() throws Exception {
        long item = server.addItem("WEIGHT");
        String values = IntStream.range(0, 100)
                .mapToObj(i -> "\"W-" + "x".repeat(100) + i + '"')
                .collect(Collectors.joining(","));
        assertThat(server.post("serialNumbers", "{\"itemId\":" + item + ",\"values\":[" + values + "]}")
                        .status())
                .isEqualTo(201);
        issue("WEIGHT-1");
        String type = "/console/pass-types/" + TYPE;
        Pattern asset = Pattern.compile("(?:src|href)=\"(/console/assets/[^\"]+)\"");
        for (String path : List.of(
                "/console",
                "/console/serial-numbers?itemReference=WEIGHT",
                "/console/serial-numbers/import",
                "/console/passes",
                page("WEIGHT-1"),
                page("WEIGHT-1") + "/edit",
                "/console/pass-types",
                type,
                type + "/template",
                "/console/device-logs",
                "/console/webhooks",
                "/console/health",
                "/console/tokens",
                "/console/audit")) {
            HttpResponse<String> page = client.get(path, cookie);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            long bytes = page.body().getBytes(StandardCharsets.UTF_8).length;
            for (String file : asset.matcher(page.body())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet())) {
                HttpResponse<String> loaded = client.get(file, "a=b");
                assertThat(ConsoleClient.header(loaded, "Cache-Control"))
                        .as(file)
                        .contains("immutable");
                bytes += loaded.body().getBytes(StandardCharsets.UTF_8).length;
            }
            assertThat(bytes).as(path).isLessThan(150_000);
        }
    }
}
