package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.APPLE;
import static io.serialpass.http.wallet.WalletServer.TYPE;
import static io.serialpass.http.wallet.WalletServer.pushToken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The issuer's calls of passes. */
class PassesTest {

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start();
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private Answer create(String json) throws Exception {
        return wallet.server.post("passes", json);
    }

    private static String path(String serialNumber) {
        return "passes/" + TYPE + "/" + serialNumber;
    }

    private List<String> serialNumbers(String query) throws Exception {
        List<String> serialNumbers = new ArrayList<>();
        for (JsonNode pass : wallet.server.get("passes?" + query).json().path("data")) {
            serialNumbers.add(pass.path("serialNumber").asText());
        }
        return serialNumbers;
    }

    @Test
    void aPassIsShownAsDocumented() throws Exception {
        Answer created = create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"C-1\","
                + "\"fields\":{\"name\":\"Ann\",\"points\":1.50,\"vip\":true},"
                + "\"expirationDate\":\"2027-01-01T00:00:00Z\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1.0/" + path("C-1"));
        String token = created.json().path("authenticationToken").asText();
        assertThat(token).hasSizeGreaterThanOrEqualTo(32);
        String tag = created.json().path("updateTag").textValue();
        String shown = "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"C-1\",TOKEN\"updateTag\":\"" + tag
                + "\",\"serialNumberId\":null,\"fields\":{\"name\":\"Ann\",\"points\":1.50,\"vip\":true},"
                + "\"voided\":false,\"expirationDate\":\"2027-01-01T00:00:00Z\",\"organization\":\"acme\","
                + "\"dateCreated\":\"2026-11-21T10:00:00Z\",\"lastUpdated\":\"2026-11-21T10:00:00Z\","
                + "\"href\":\"/api/v1.0/" + path("C-1") + "\"}";
        String withToken = shown.replace("TOKEN", "\"authenticationToken\":\"" + token + "\",");
        assertThat(created.body()).isEqualTo(withToken);
        assertThat(wallet.server.get(path("C-1")).body()).isEqualTo(shown.replace("TOKEN", ""));
        assertThat(wallet.server
                        .get(path("C-1") + "?reveal=authenticationToken")
                        .body())
                .isEqualTo(withToken);
    }

    @Test
    void aSerialNumberIsGeneratedWhereNoneIsGiven() throws Exception {
        JsonNode first = create("{\"passTypeIdentifier\":\"" + TYPE + "\"}").json();
        JsonNode second = create("{\"passTypeIdentifier\":\"" + TYPE + "\"}").json();
        assertThat(first.path("serialNumber").asText())
                .matches("[A-Za-z0-9._-]{16,128}")
                .isNotEqualTo(second.path("serialNumber").asText());
        assertThat(first.path("authenticationToken")).isNotEqualTo(second.path("authenticationToken"));
    }

    @Test
    void aPassTiedToASerialNumberHasItsValueUnlessTold() throws Exception {
        long item = wallet.server.addItem("A");
        long id = wallet.server.add(item, "JN26-0001");
        JsonNode pass = create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + id + "}")
                .json();
        assertThat(pass.path("serialNumber").asText()).isEqualTo("JN26-0001");
        assertThat(pass.path("serialNumberId").asLong()).isEqualTo(id);
        long odd = wallet.server.add(item, "not allowed");
        Answer refused = create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + odd + "}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + odd
                                + ",\"serialNumber\":\"own\"}")
                        .status())
                .isEqualTo(201);
        Answer unknown = create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":77777}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.description()).isEqualTo("The serial number with the id 77777 doesn't exist.");
    }

    @Test
    void aSerialNumberThatAPassIsTiedToIsNotDeleted() throws Exception {
        long id = wallet.server.add(wallet.server.addItem("A"), "JN26-0001");
        create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + id + "}");
        Answer refused = wallet.server.delete("serialNumbers/" + id);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("delete_failed");
        assertThat(wallet.server.get("serialNumbers/" + id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing_param|passTypeIdentifier parameter is missing",
                "{\"passTypeIdentifier\":\"TYPE\",\"x\":1,\"y\":2}|invalid_param|[x, y]",
                "{\"passTypeIdentifier\":7}|invalid_param_type|passTypeIdentifier",
                "{\"passTypeIdentifier\":\"a b\"}|invalid_param_value|passTypeIdentifier",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":\"a b\"}|invalid_param_value|serialNumber",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":\"\"}|invalid_param_value|serialNumber",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":5}|invalid_param_type|serialNumber",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumberId\":\"5\"}|invalid_param_type|serialNumberId",
                "{\"passTypeIdentifier\":\"TYPE\",\"fields\":[]}|invalid_param_type|fields",
                "{\"passTypeIdentifier\":\"TYPE\",\"fields\":{\"a\":{}}}|invalid_param_type|fields.a",
                "{\"passTypeIdentifier\":\"TYPE\",\"fields\":{\"a\":null}}|invalid_param_type|fields.a",
                "{\"passTypeIdentifier\":\"TYPE\",\"fields\":{\"\":1}}|invalid_param_value|fields",
                "{\"passTypeIdentifier\":\"TYPE\",\"fields\":{\"a\":1e999999}}|invalid_param_value|fields",
                "{\"passTypeIdentifier\":\"TYPE\",\"fields\":{\"a\":1e99999999999}}|invalid_json|too large",
                "{\"passTypeIdentifier\":\"TYPE\",\"expirationDate\":\"\"}|invalid_param_value|expirationDate",
                "{\"passTypeIdentifier\":\"TYPE\",\"expirationDate\":\"tomorrow\"}|invalid_param_type|expirationDate",
                "{\"passTypeIdentifier\":\"TYPE\",\"expirationDate\":7}|invalid_param_type|expirationDate",
                "{\"passTypeIdentifier\":\"TYPE\",\"voided\":true}|invalid_param|[voided]",
                "[]|invalid_json|object"
            })
    void whatIsWrongIsNamedAndNothingIsIssued(String json, String error, String named) throws Exception {
        Answer answer = create(json.replace("TYPE", TYPE));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.description()).contains(named);
        assertThat(wallet.server.get("passes").json().at("/paging/total").asInt())
                .isZero();
    }

    @Test
    void fieldsHoldUpTo64Kilobytes() throws Exception {
        assertThat(create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"fields\":{\"a\":\"" + "x".repeat(65_000) + "\"}}")
                        .status())
                .isEqualTo(201);
        Answer refused =
                create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"fields\":{\"a\":\"" + "x".repeat(66_000) + "\"}}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
    }

    @Test
    void aSerialNumberIsGivenOnce() throws Exception {
        wallet.issue("C-1");
        Answer again = create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"C-1\"}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.error()).isEqualTo("not_unique");
    }

    @Test
    void aPassTypeAndItsPassesAreTheOrganizationsThatUsedItFirst() throws Exception {
        wallet.issueWithPackage("C-1");
        Answer refused = asOther("POST", "passes", "{\"passTypeIdentifier\":\"" + TYPE + "\"}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("passTypeIdentifier");
        for (String path : List.of(path("C-1"), path("C-1") + "/package", path("C-1") + "/registrations")) {
            assertThat(asOther("GET", path, "").status()).as(path).isEqualTo(404);
        }
        assertThat(asOther("PUT", path("C-1"), "{\"voided\":true}").status()).isEqualTo(404);
        assertThat(asOther("GET", "passes", "").json().at("/paging/total").asInt())
                .isZero();
    }

    private Answer asOther(String method, String path, String json) throws Exception {
        return wallet.server.send(wallet.request("/api/v1.0/" + path)
                .header("Authorization", "Bearer other-secret")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    @Test
    void aChangeChangesWhatItNamesAndKeepsTheTag() throws Exception {
        create("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"C-1\",\"fields\":{\"a\":1,\"b\":2},"
                + "\"expirationDate\":\"2027-01-01T00:00:00Z\"}");
        wallet.upload("C-1", "first");
        JsonNode before = wallet.server.get(path("C-1")).json();
        wallet.server.clock.advance(Duration.ofSeconds(2));
        JsonNode changed =
                wallet.server.put(path("C-1"), "{\"fields\":{\"c\":\"3\"}}").json();
        assertThat(changed.path("fields").toString()).isEqualTo("{\"c\":\"3\"}");
        assertThat(changed.path("voided").asBoolean()).isFalse();
        assertThat(changed.path("expirationDate").asText()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(changed.path("lastUpdated").asText()).isEqualTo("2026-11-21T10:00:02Z");
        JsonNode voided = wallet.server
                .put(path("C-1"), "{\"voided\":true,\"expirationDate\":null}")
                .json();
        assertThat(voided.path("voided").asBoolean()).isTrue();
        assertThat(voided.path("expirationDate").isNull()).isTrue();
        assertThat(voided.path("updateTag")).isEqualTo(before.path("updateTag"));
        wallet.server.clock.advance(Duration.ofSeconds(2));
        assertThat(wallet.server.put(path("C-1"), "{\"voided\":true}").json()).isEqualTo(voided);
        assertThat(wallet.server.put(path("C-1"), "{}").json()).isEqualTo(voided);
        assertThat(wallet.server.put(path("C-1"), "{\"fields\":null}").error()).isEqualTo("invalid_param_value");
        assertThat(wallet.server.put(path("C-1"), "{\"serialNumber\":\"x\"}").error())
                .isEqualTo("invalid_param");
    }

    @Test
    void whatIsNotThereIs404() throws Exception {
        for (String unknown : List.of("unknown", "not%20allowed")) {
            Answer shown = wallet.server.get(path(unknown));
            assertThat(shown.status()).isEqualTo(404);
            assertThat(shown.error()).isEqualTo("not_found");
            assertThat(shown.description()).startsWith("The pass with the id " + TYPE + "/");
            assertThat(wallet.server.put(path(unknown), "{}").status()).isEqualTo(404);
            assertThat(wallet.server.get(path(unknown) + "/package").status()).isEqualTo(404);
            assertThat(wallet.server.get(path(unknown) + "/registrations").status())
                    .isEqualTo(404);
            assertThat(wallet.put(unknown, new byte[0]).status()).isEqualTo(404);
        }
        assertThat(wallet.server.get(path("x") + "?reveal=pushToken").error()).isEqualTo("invalid_param_value");
        assertThat(wallet.server.get(path("x") + "?x=1").error()).isEqualTo("invalid_param");
    }

    @Test
    void theSamePackageAgainIsNoChange() throws Exception {
        wallet.issue("C-1");
        String none = wallet.server.get(path("C-1")).json().path("updateTag").asText();
        JsonNode first = wallet.upload("C-1", "first");
        assertThat(Long.parseLong(first.path("updateTag").asText())).isGreaterThan(Long.parseLong(none));
        wallet.server.clock.advance(Duration.ofSeconds(2));
        assertThat(wallet.upload("C-1", "first")).isEqualTo(first);
        JsonNode second = wallet.upload("C-1", "second");
        assertThat(Long.parseLong(second.path("updateTag").asText()))
                .isGreaterThan(Long.parseLong(first.path("updateTag").asText()));
        assertThat(second.path("lastUpdated").asText()).isEqualTo("2026-11-21T10:00:02Z");
    }

    @Test
    void aPackageThatIsNotOneOfThisPassIsRefusedWithEveryReason() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        Answer other = wallet.put("C-1", Pkpass.of("pass.com.example.other", "C-2", "x"));
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.error()).isEqualTo("invalid_package");
        assertThat(other.description()).contains("pass.com.example.other").contains("C-2");
        assertThat(wallet.put("C-1", "no zip".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .error())
                .isEqualTo("invalid_package");
        assertThat(wallet.put("C-1", new byte[0]).error()).isEqualTo("invalid_package");
        assertThat(Pkpass.contentOf(wallet.fetch("C-1", token).body())).isEqualTo("first");
    }

    @Test
    void aPackageIsOfItsMediaTypeAndOfLimitedSize() throws Exception {
        wallet.issue("C-1");
        Answer json = wallet.server.put(path("C-1") + "/package", "{}");
        assertThat(json.status()).isEqualTo(415);
        assertThat(wallet.put("C-1", new byte[(10 << 20) + 1]).status()).isEqualTo(413);
    }

    @Test
    void theIssuerGetsThePackageToHandItOver() throws Exception {
        wallet.issue("C-1");
        assertThat(wallet.server.get(path("C-1") + "/package").status()).isEqualTo(404);
        wallet.upload("C-1", "first");
        Answer handedOver = wallet.server.get(path("C-1") + "/package");
        assertThat(handedOver.status()).isEqualTo(200);
        assertThat(handedOver.header("Content-Type")).isEqualTo("application/vnd.apple.pkpass");
        // With what a phone needs for its first question to be answered 304.
        assertThat(handedOver.header("Last-Modified")).isEqualTo("Sat, 21 Nov 2026 10:00:00 GMT");
    }

    @Test
    void passesAreListedByEveryFilter() throws Exception {
        for (String serialNumber : List.of("A-1", "a-2", "B-1")) {
            wallet.issue(serialNumber);
            wallet.server.clock.advance(Duration.ofSeconds(1));
        }
        create("{\"passTypeIdentifier\":\"pass.other\",\"serialNumber\":\"A-1\"}");
        wallet.server.put(path("B-1"), "{\"voided\":true}");
        assertThat(serialNumbers("")).containsExactly("A-1", "a-2", "B-1", "A-1");
        assertThat(serialNumbers("passTypeIdentifier=" + TYPE)).containsExactly("A-1", "a-2", "B-1");
        assertThat(serialNumbers("serialNumber=a*&sort=serialNumber&order=desc"))
                .containsExactly("a-2", "A-1", "A-1");
        assertThat(serialNumbers("voided=true")).containsExactly("B-1");
        assertThat(serialNumbers("voided=false&serialNumber=*1")).containsExactly("A-1", "A-1");
        assertThat(serialNumbers("dateCreated_gt=2026-11-21T10:00:01Z")).containsExactly("B-1", "A-1");
        assertThat(serialNumbers("lastUpdated_lte=2026-11-21T10:00:00Z")).containsExactly("A-1");
        assertThat(serialNumbers("sort=lastUpdated&max=1&order=desc")).hasSize(1);
        assertThat(wallet.server.get("passes?voided=yes").error()).isEqualTo("invalid_param_type");
        assertThat(wallet.server.get("passes?sort=id").error()).isEqualTo("invalid_param_value");
        assertThat(wallet.server.get("passes?reveal=authenticationToken").error())
                .isEqualTo("invalid_param");
        assertThat(wallet.server.get("passes").body()).doesNotContain("authenticationToken");
    }

    @Test
    void followingTheLinksVisitsEachPassOnce() throws Exception {
        for (int i = 0; i < 7; i++) {
            wallet.issue("S-" + i);
        }
        for (String start : List.of("?max=3&serialNumber=s*", "?max=3&serialNumber=s*&cursor=")) {
            List<String> visited = new ArrayList<>();
            String next = "/api/v1.0/passes" + start;
            while (next != null) {
                JsonNode page = wallet.server.get(next).json();
                page.path("data")
                        .forEach(pass -> visited.add(pass.path("serialNumber").asText()));
                next = page.at("/paging/next").textValue();
            }
            assertThat(visited).containsExactly("S-0", "S-1", "S-2", "S-3", "S-4", "S-5", "S-6");
        }
    }

    @Test
    void registrationsAreShownWithTheirPushTokensMasked() throws Exception {
        String token = wallet.issue("C-1");
        wallet.register(APPLE, "D1", "C-1", token, pushToken("0123456789abcdef"));
        wallet.server.clock.advance(Duration.ofSeconds(1));
        wallet.register(APPLE, "D2", "C-1", token, pushToken("12345678"));
        Answer masked = wallet.server.get(path("C-1") + "/registrations");
        assertThat(masked.json().path("data").get(0).toString())
                .isEqualTo("{\"deviceLibraryIdentifier\":\"D1\",\"pushToken\":\"…89abcdef\",\"passTypeIdentifier\":\""
                        + TYPE + "\",\"serialNumber\":\"C-1\",\"dateCreated\":\"2026-11-21T10:00:00Z\","
                        + "\"lastUpdated\":\"2026-11-21T10:00:00Z\"}");
        assertThat(masked.json().at("/data/1/pushToken").asText()).isEqualTo("…");
        Answer whole = wallet.server.get(path("C-1") + "/registrations?reveal=pushToken&max=1");
        assertThat(whole.json().at("/data/0/pushToken").asText()).isEqualTo("0123456789abcdef");
        String next = whole.json().at("/paging/next").asText();
        assertThat(next).contains("reveal=pushToken").contains("offset=1");
        assertThat(wallet.server.get(next).json().at("/data/0/pushToken").asText())
                .isEqualTo("12345678");
        assertThat(wallet.server
                        .get(path("C-1") + "/registrations?sort=lastUpdated")
                        .error())
                .isEqualTo("invalid_param_value");
    }

    @Test
    void voidingDoesNotStopADeviceFromFetching() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        wallet.server.put(path("C-1"), "{\"voided\":true}");
        HttpResponse<byte[]> fetched = wallet.fetch("C-1", token);
        assertThat(fetched.statusCode()).isEqualTo(200);
    }
}
