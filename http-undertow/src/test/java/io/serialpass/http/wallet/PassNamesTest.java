package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.APPLE;
import static io.serialpass.http.wallet.WalletServer.TYPE;
import static io.serialpass.http.wallet.WalletServer.VOLT_MX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.http.TestServer.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pass whose serial number holds slashes and other marks is issued, handed out, registered, listed and fetched. */
class PassNamesTest {

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start();
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private static String encoded(String serialNumber) {
        return URLEncoder.encode(serialNumber, StandardCharsets.US_ASCII)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private JsonNode issue(String serialNumber) throws Exception {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.put("passTypeIdentifier", TYPE).put("serialNumber", serialNumber);
        Answer created = wallet.server.post("passes", body.toString());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1.0/passes/" + TYPE + "/" + encoded(serialNumber));
        assertThat(created.json().path("href").asText()).isEqualTo(created.header("Location"));
        return created.json();
    }

    /** Issues a pass that has a package, and gives its token. */
    private String issueWithPackage(String serialNumber) throws Exception {
        JsonNode pass = issue(serialNumber);
        Answer uploaded = wallet.put(encoded(serialNumber), Pkpass.of(TYPE, serialNumber, "first"));
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(200);
        return pass.path("authenticationToken").asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB12CD-ORD07/09/25-DOE/JANE-XX987-en",
                "1/2",
                "/a//b/",
                "a=b:c;d?e#f&g",
                "100%",
                "%2F",
                "a\\b|c<d>e",
                "...",
                "../..",
                "package",
                "x/package",
                "a/personalize",
                "!\"$'()*+,-.;[]^_`{}~@"
            })
    void eachCallKnowsIt(String serialNumber) throws Exception {
        String token = issueWithPackage(serialNumber);
        String path = encoded(serialNumber);
        assertThat(wallet.server
                        .get("passes/" + TYPE + "/" + path)
                        .json()
                        .path("serialNumber")
                        .asText())
                .isEqualTo(serialNumber);
        assertThat(wallet.currentPackage("GET", path).statusCode()).isEqualTo(200);
        assertThat(wallet.register("phone", path, token).status()).isEqualTo(201);
        assertThat(wallet.listed("phone", "")).containsExactly(serialNumber);
        assertThat(wallet.fetch(path, token).statusCode()).isEqualTo(200);
        assertThat(wallet.fetch(path, token + "x").statusCode()).isEqualTo(401);
        Answer registrations = wallet.server.get("passes/" + TYPE + "/" + path + "/registrations?max=1&offset=1");
        assertThat(registrations.json().path("paging").path("previous").asText())
                .startsWith("/api/v1.0/passes/" + TYPE + "/" + path + "/registrations?");
        assertThat(wallet.server
                        .get("passes?serialNumber=" + path)
                        .json()
                        .path("paging")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(wallet.unregister(VOLT_MX, "phone", path, token)
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(TYPE + "/" + serialNumber);
        assertThat(wallet.listed("phone", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({APPLE + ",201", VOLT_MX + ",200"})
    void aWalletNeedNotEscapeItsSlashes(String face, int registered) throws Exception {
        String serialNumber = "A/1=/b:2";
        String token = issueWithPackage(serialNumber);
        assertThat(wallet.register(face, "phone", serialNumber, token, WalletServer.pushToken("p"))
                        .status())
                .isEqualTo(registered);
        assertThat(wallet.listed("phone", "")).containsExactly(serialNumber);
        assertThat(wallet.get(face, "GET", serialNumber, token).statusCode()).isEqualTo(200);
        assertThat(wallet.get(face, "HEAD", "A%2f1=/b:2", token).statusCode()).isEqualTo(200);
        assertThat(wallet.get(face, "GET", serialNumber, token + "x").statusCode())
                .isEqualTo(401);
        assertThat(wallet.get(face, "GET", "A/1=", token).statusCode()).isEqualTo(401);
        assertThat(wallet.unregister(face, "phone", serialNumber, token).status())
                .isEqualTo(200);
        assertThat(wallet.listed("phone", "")).isEmpty();
    }

    @Test
    void aSlashAtTheEndOrTwoInARowAreEscaped() throws Exception {
        String token = issueWithPackage("a//b/");
        assertThat(wallet.fetch("a%2F%2Fb%2F", token).statusCode()).isEqualTo(200);
        assertThat(wallet.fetch("a/%2Fb%2F", token).statusCode()).isEqualTo(200);
        assertThat(wallet.fetch("a//b%2F", token).statusCode()).isEqualTo(401);
        assertThat(wallet.fetch("a%2F%2Fb/", token).statusCode()).isEqualTo(404);
    }

    @Test
    void aPersonalizationKeepsItsLastSegment() throws Exception {
        String token = issueWithPackage("S/personalize");
        assertThat(wallet.fetch("S/personalize", token).statusCode()).isEqualTo(200);
        Answer personalized = wallet.server.send(wallet.request(
                        APPLE + "/passes/" + TYPE + "/S/personalize/personalize")
                .POST(BodyPublishers.ofString(
                        "{\"personalizationToken\":\"t\",\"requiredPersonalizationInfo\":{\"fullName\":\"A\"}}"))
                .build());
        assertThat(personalized.status()).isEqualTo(404);
        assertThat(personalized.description()).isEqualTo("There is nothing to personalize.");
        Answer wrong = wallet.server.send(wallet.request(APPLE + "/passes/" + TYPE + "/S/personalize")
                .PUT(BodyPublishers.ofString("{}"))
                .build());
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void aBundleSplitsAtTheFirstSlash() throws Exception {
        issueWithPackage("a/b");
        Answer bundle = wallet.server.post("passes/bundle", "{\"passes\":[\"" + TYPE + "/a/b\"]}");
        assertThat(bundle.status()).as(bundle.body()).isEqualTo(200);
        assertThat(wallet.server
                        .post("passes/bundle", "{\"passes\":[\"" + TYPE + "/a/c\"]}")
                        .description())
                .contains(TYPE + "/a/c");
    }

    @Test
    void theAdministrationsPathsAreEscaped() throws Exception {
        issueWithPackage("a/b");
        assertThat(wallet.server.get("passes/" + TYPE + "/a/b").status()).isEqualTo(404);
        assertThat(wallet.server.get("passes/" + TYPE + "/a%2fb").status()).isEqualTo(200);
    }

    @Test
    void aTiedSerialNumberMayHoldSlashes() throws Exception {
        long id = wallet.server.add(wallet.server.addItem("A"), "ORD07/09=1");
        Answer created =
                wallet.server.post("passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + id + "}");
        assertThat(created.json().path("serialNumber").asText()).isEqualTo("ORD07/09=1");
    }

    @Test
    void aDeviceMayHaveAnyVisibleName() throws Exception {
        String token = issueWithPackage("S");
        String device = encoded("d/1=:;%");
        assertThat(wallet.register(device, "S", token).status()).isEqualTo(201);
        assertThat(wallet.listed(device, "")).containsExactly("S");
        assertThat(wallet.listed("d", "")).isEmpty();
        String longest = "d".repeat(255);
        assertThat(wallet.register(longest, "S", token).status()).isEqualTo(201);
        assertThat(wallet.register(longest + "d", "S", token).status()).isEqualTo(400);
        assertThat(wallet.register("d%20", "S", token).status()).isEqualTo(400);
    }
}
