package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A door that scans barcodes, over HTTP. */
class RedemptionsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String TEMPLATE = """
            {"description": "A ticket", "organizationName": "Acme",
             "barcodes": [{"format": "PKBarcodeFormatQR", "message": "T/{{serialNumber}}", "messageEncoding": "utf-8"}],
             "eventTicket": {
               "primaryFields": [{"key": "seat", "value": "{{fields.seat}}"}],
               "secondaryFields": [{"key": "holder", "value": "{{fields.holder}}"}],
               "backFields": [{"key": "used", "label": "Used", "value": "{{dateRedeemed}}"}]}}""";

    private static WalletServer wallet;
    private static String scanner;

    @BeforeAll
    static void start() throws Exception {
        wallet = WalletServer.making(SigningIdentities.of(MadePassesTest.identity()));
        wallet.addType(TEMPLATE);
        scanner = wallet.server
                .post("tokens", "{\"role\":\"scan\"}")
                .json()
                .path("token")
                .asText();
    }

    @AfterAll
    static void stop() {
        wallet.close();
    }

    private static String issue(String serialNumber, String rest) throws Exception {
        Answer created = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber
                        + "\",\"fields\":{\"holder\":\"Ann\",\"seat\":\"7B\"}" + rest + "}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("authenticationToken").asText();
    }

    private static HttpRequest.Builder request(String path, String json) {
        return wallet.server
                .request(path)
                .setHeader("Authorization", "Bearer " + scanner)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    private static Answer send(String path, String json) throws Exception {
        return wallet.server.send(request(path, json).build());
    }

    private static ObjectNode message(String message) {
        return MAPPER.createObjectNode().put("message", message);
    }

    private static JsonNode redeem(ObjectNode scan) throws Exception {
        Answer answer = send("passes/redeem", scan.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String result(ObjectNode scan) throws Exception {
        return redeem(scan).path("result").asText();
    }

    private static Answer put(String serialNumber, String json) throws Exception {
        Answer changed = wallet.server.put("passes/" + TYPE + "/" + serialNumber, json);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        return changed;
    }

    @Test
    void aHolderIsLetInOnceAndThePhoneShowsThatThePassWasUsed() throws Exception {
        String token = issue("A-1", "");
        assertThat(wallet.register("phone", "A-1", token).status()).isEqualTo(201);
        String tag = wallet.list(WalletServer.APPLE, "phone", "")
                .json()
                .path("lastUpdated")
                .asText();
        JsonNode first = redeem(message("T/A-1"));
        assertThat(first.path("result").asText()).isEqualTo("let_in");
        assertThat(first.path("name").asText()).isEqualTo("Ann");
        assertThat(first.path("description").asText()).isEqualTo("A ticket");
        assertThat(first.path("serialNumber").asText()).isEqualTo("A-1");
        assertThat(first.path("redemption").asText()).isNotEmpty();
        JsonNode second = redeem(message("T/A-1"));
        assertThat(second.path("result").asText()).isEqualTo("redeemed");
        assertThat(second.path("dateRedeemed")).isEqualTo(first.path("dateRedeemed"));
        assertThat(second.path("redemption").isNull()).isTrue();
        assertThat(wallet.listed("phone", "?passesUpdatedSince=" + tag)).containsExactly("A-1");
        JsonNode shown =
                MAPPER.readTree(Pkpass.contentOf(wallet.fetch("A-1", token).body()));
        assertThat(shown.path("voided").asBoolean()).isTrue();
        assertThat(shown.at("/eventTicket/backFields/0/value").asText())
                .isEqualTo(first.path("dateRedeemed").asText());
        JsonNode pass = wallet.server.get("passes/" + TYPE + "/A-1").json();
        assertThat(pass.path("voided").asBoolean())
                .as("what the issuer decided")
                .isFalse();
        assertThat(pass.path("dateRedeemed")).isEqualTo(first.path("dateRedeemed"));
        assertThat(wallet.server.get("events?max=1000").body()).contains("\"pass.redeemed\"", "\"A-1\"");
        assertThat(wallet.server.get("audit?type=pass.redeemed").body()).contains("\"role\":\"scan\"");
    }

    @Test
    void whatIsNoGoodIsSaidInOneWord() throws Exception {
        issue("B-1", "");
        issue("B-2", ",\"expirationDate\":\"2026-01-01T00:00:00Z\"");
        assertThat(result(message("nonsense"))).isEqualTo("unknown");
        assertThat(result(message("t/b-1"))).isEqualTo("unknown");
        assertThat(result(message("T/B-2"))).isEqualTo("expired");
        assertThat(result(message("T/B-1").put("passTypeIdentifier", "pass.other")))
                .isEqualTo("wrong_pass");
        put("B-1", "{\"voided\":true}");
        assertThat(result(message("T/B-1"))).isEqualTo("voided");
        put("B-1", "{\"voided\":false}");
        assertThat(result(message("T/B-1"))).isEqualTo("let_in");
    }

    @Test
    void aDoorCanBeForAnItem() throws Exception {
        long item = wallet.server.addItem("EVENING");
        wallet.server.addItem("MATINEE");
        long row = wallet.server.add(item, "E-1");
        issue("E-1", ",\"serialNumberId\":" + row);
        ObjectNode scan = message("T/E-1").put("useExternalId", true);
        assertThat(result(scan.put("itemId", "MATINEE"))).isEqualTo("wrong_pass");
        Answer unknown = send("passes/redeem", scan.put("itemId", "NONE").toString());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.description()).contains("item", "NONE");
        assertThat(result(message("T/E-1").put("itemId", item))).isEqualTo("let_in");
    }

    @Test
    void anotherOrganizationsPassIsUnknown() throws Exception {
        issue("O-1", "");
        assertThat(result(message("T/O-1"))).isEqualTo("let_in");
        Answer answer =
                wallet.server.send(request("passes/redeem", message("T/O-1").toString())
                        .setHeader("Authorization", "Bearer other-secret")
                        .build());
        assertThat(answer.json().path("result").asText()).isEqualTo("unknown");
        assertThat(answer.body()).doesNotContain("Ann", "O-1", TYPE);
    }

    @Test
    void bytesAreFoundAsWellAsText() throws Exception {
        issue("X-1", "");
        String bytes = Base64.getEncoder().encodeToString("T/X-1".getBytes(StandardCharsets.UTF_8));
        assertThat(result(MAPPER.createObjectNode().put("binary", bytes))).isEqualTo("let_in");
        assertThat(result(message("T/X-1"))).isEqualTo("redeemed");
    }

    @Test
    void aScanThatIsSentAgainHasTheFirstAnswer() throws Exception {
        issue("I-1", "");
        String json = message("T/I-1").toString();
        Answer first = wallet.server.send(request("passes/redeem", json)
                .header("Idempotency-Key", "scan-1")
                .build());
        Answer again = wallet.server.send(request("passes/redeem", json)
                .header("Idempotency-Key", "scan-1")
                .build());
        assertThat(first.json().path("result").asText()).isEqualTo("let_in");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(result(message("T/I-1"))).isEqualTo("redeemed");
    }

    @Test
    void aScanIsUndoneWithinAMinute() throws Exception {
        issue("U-1", "");
        JsonNode letIn = redeem(message("T/U-1"));
        ObjectNode undo =
                message("T/U-1").put("redemption", letIn.path("redemption").asText());
        assertThat(send("passes/redeem/undo", undo.toString()).body()).isEqualTo("{\"result\":\"undone\"}");
        assertThat(send("passes/redeem/undo", undo.toString()).body()).isEqualTo("{\"result\":\"undone\"}");
        assertThat(wallet.server.get("passes/" + TYPE + "/U-1").json().has("dateRedeemed"))
                .isFalse();
        JsonNode again = redeem(message("T/U-1"));
        assertThat(again.path("result").asText()).isEqualTo("let_in");
        assertThat(send("passes/redeem/undo", undo.toString()).body())
                .as("of the scan before")
                .isEqualTo("{\"result\":\"redeemed\"}");
        undo.put("redemption", again.path("redemption").asText());
        wallet.server.clock.advance(Duration.ofSeconds(61));
        assertThat(send("passes/redeem/undo", undo.toString()).body()).isEqualTo("{\"result\":\"too_late\"}");
    }

    @Test
    void badScansAreRefusedWithWhatIsWrong() throws Exception {
        assertThat(send("passes/redeem", "{}").error()).isEqualTo("missing_param");
        assertThat(send("passes/redeem", "{\"message\":\"\"}").description()).contains("message");
        assertThat(send("passes/redeem", "{\"message\":\"a\",\"binary\":\"YQ==\"}")
                        .error())
                .isEqualTo("invalid_param");
        assertThat(send("passes/redeem", "{\"binary\":\"?\"}").description()).contains("binary", "Base64");
        assertThat(send("passes/redeem", "{\"message\":7}").error()).isEqualTo("invalid_param_type");
        assertThat(send("passes/redeem", message("x".repeat(8_193)).toString()).error())
                .isEqualTo("invalid_param_value");
        assertThat(send("passes/redeem/undo", "{\"message\":\"a\"}").description())
                .contains("redemption");
        assertThat(send("passes/redeem/undo", "{\"message\":\"a\",\"redemption\":\"?\"}")
                        .error())
                .isEqualTo("invalid_param_value");
        assertThat(send("passes/redeem/undo", "{\"message\":\"a\",\"redemption\":\"b\"}")
                        .body())
                .isEqualTo("{\"result\":\"unknown\"}");
    }

    @Test
    void aTokenThatScansSeesNothingElseAndOneThatReadsDoesNotScan() throws Exception {
        for (String path : List.of("passes", "passes/" + TYPE + "/A-1", "items", "events", "passTypes")) {
            Answer refused = wallet.server.send(wallet.server
                    .request(path)
                    .setHeader("Authorization", "Bearer " + scanner)
                    .build());
            assertThat(refused.status()).as(path).isEqualTo(403);
        }
        String reader = wallet.server
                .post("tokens", "{\"role\":\"read\"}")
                .json()
                .path("token")
                .asText();
        Answer refused = wallet.server.send(request("passes/redeem", "{\"message\":\"a\"}")
                .setHeader("Authorization", "Bearer " + reader)
                .build());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.description()).contains("role scan");
    }

    @Test
    @Timeout(120)
    void fiftyDoorsLetEachTicketInOnce() throws Exception {
        int tickets = 20;
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            orders.add("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"D-" + i
                    + "\",\"fields\":{\"seat\":\"7B\"}}");
        }
        assertThat(wallet.server
                        .post("passes", "{\"passes\":[" + String.join(",", orders) + "]}")
                        .status())
                .isEqualTo(201);
        AtomicInteger[] letIn = new AtomicInteger[tickets];
        List<Callable<String>> scans = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            letIn[i] = new AtomicInteger();
        }
        for (int door = 0; door < 50; door++) {
            for (int i = 0; i < tickets; i++) {
                int ticket = i;
                scans.add(() -> {
                    String result = result(message("T/D-" + ticket));
                    if (result.equals("let_in")) {
                        letIn[ticket].incrementAndGet();
                    }
                    return result;
                });
            }
        }
        ExecutorService doors = Executors.newFixedThreadPool(50);
        try {
            for (Future<String> scan : doors.invokeAll(scans)) {
                assertThat(scan.get()).isIn("let_in", "redeemed");
            }
        } finally {
            doors.shutdownNow();
        }
        assertThat(letIn).allSatisfy(count -> assertThat(count).hasValue(1));
    }

    @Test
    void aChangeOfTheTemplateChangesWhatIsScanned() throws Exception {
        try (WalletServer own = WalletServer.making(SigningIdentities.of(MadePassesTest.identity()))) {
            own.addType(TEMPLATE);
            own.issue("C-1");
            Answer changed = own.putFile(
                    "/pass.json",
                    "application/json",
                    TEMPLATE.replace("T/{{serialNumber}}", "N/{{serialNumber}}").getBytes(StandardCharsets.UTF_8));
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            HttpResponse<String> answer = scanUntilKnown(own, "N/C-1");
            assertThat(answer.body()).contains("\"let_in\"");
            assertThat(scanUntilKnown(own, "T/C-1").body()).contains("\"unknown\"");
        }
    }

    /** While the barcodes of a type are read again, a door is told to try again. */
    private static HttpResponse<String> scanUntilKnown(WalletServer own, String message) throws Exception {
        while (true) {
            Answer answer = own.server.post("passes/redeem", message(message).toString());
            if (answer.status() != 503) {
                return answer.response();
            }
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        }
    }
}
