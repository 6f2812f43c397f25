package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.APPLE;
import static io.serialpass.http.wallet.WalletServer.TYPE;
import static io.serialpass.http.wallet.WalletServer.VOLT_MX;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pass can be deleted once no device relies on it, and is then one that never was. */
class PassDeletionsTest {

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start();
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private static String path(String serialNumber) {
        return "passes/" + TYPE + "/" + serialNumber;
    }

    private String issueWithToken(String serialNumber, String token) throws Exception {
        Answer created = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber
                        + "\",\"authenticationToken\":\"" + token + "\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("authenticationToken").asText()).isEqualTo(token);
        return token;
    }

    @Test
    void aPassThatNoDeviceHoldsIsDeleted() throws Exception {
        String token = wallet.issueWithPackage("S");
        wallet.register("phone", "S", token);
        wallet.unregister(APPLE, "phone", "S", token);
        Answer deleted = wallet.server.delete(path("S"));
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body())
                .isEqualTo("{\"success\":\"true\",\"success_description\":\"Instance deleted successfully\"}");
        assertThat(wallet.server.delete(path("S")).status()).isEqualTo(404);
        for (String end : List.of("", "/package", "/registrations", "/preview", "/doctor")) {
            assertThat(wallet.server.get(path("S") + end).status()).as(end).isEqualTo(404);
        }
        assertThat(wallet.put("S", Pkpass.of(TYPE, "S", "x")).status()).isEqualTo(404);
        assertThat(wallet.server.get("passes").json().at("/paging/total").asInt())
                .isZero();
    }

    @Test
    void aPassThatDevicesHoldIsVoidedFirst() throws Exception {
        String token = wallet.issueWithPackage("S");
        String other = wallet.issueWithPackage("T");
        wallet.register("phone", "S", token);
        wallet.register("phone", "T", other);
        Answer refused = wallet.server.delete(path("S"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("delete_failed");
        assertThat(wallet.fetch("S", token).statusCode()).isEqualTo(200);
        wallet.server.put(path("S"), "{\"voided\":true}");
        assertThat(wallet.server.delete(path("S")).status()).isEqualTo(200);
        for (String face : List.of(APPLE, VOLT_MX)) {
            assertThat(wallet.get(face, "GET", "S", token).statusCode()).isEqualTo(401);
            assertThat(wallet.unregister(face, "phone", "S", token).status()).isEqualTo(401);
            assertThat(wallet.register(face, "phone", "S", token, WalletServer.pushToken("p"))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(wallet.listed("phone", "")).containsExactly("T");
    }

    @Test
    void aPassThatIsIssuedAgainIsAnother() throws Exception {
        String token = issueWithToken("S", "a token of a pass in phones".replace(' ', '-'));
        wallet.upload("S", "old");
        wallet.register("phone", "S", token);
        String tag = wallet.list(APPLE, "phone", "").json().path("lastUpdated").asText();
        HttpResponse<byte[]> old = wallet.fetch("S", token);
        String second = old.headers().firstValue("Last-Modified").orElseThrow();
        wallet.server.put(path("S"), "{\"voided\":true}");
        assertThat(wallet.server.delete(path("S")).status()).isEqualTo(200);
        issueWithToken("S", token);
        assertThat(wallet.listed("phone", "?passesUpdatedSince=" + tag)).isEmpty();
        wallet.upload("S", "new");
        wallet.register("phone", "S", token);
        assertThat(wallet.listed("phone", "?passesUpdatedSince=" + tag)).containsExactly("S");
        HttpResponse<byte[]> fetched = wallet.fetch("S", token, "If-Modified-Since", second);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(Pkpass.contentOf(fetched.body())).isEqualTo("new");
    }

    @Test
    void whatAPassWasTiedToIsFree() throws Exception {
        long item = wallet.server.addItem("A");
        long id = wallet.server.add(item, "1");
        wallet.server.post("passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + id + "}");
        assertThat(wallet.server.delete("serialNumbers/" + id).error()).isEqualTo("delete_failed");
        Answer held = wallet.server.delete("passTypes/" + TYPE);
        assertThat(held.error()).as(held.body()).isEqualTo("delete_failed");
        assertThat(wallet.server.delete(path("1")).status()).isEqualTo(200);
        assertThat(wallet.server.delete("serialNumbers/" + id).status()).isEqualTo(200);
        assertThat(wallet.server.delete("passTypes/" + TYPE).status()).isEqualTo(200);
        assertThat(wallet.server.get("passTypes/" + TYPE).status()).isEqualTo(404);
        assertThat(wallet.server.delete("items/" + item).status()).isEqualTo(200);
        // A deleted type is nobody's again.
        assertThat(wallet.server
                        .send(wallet.request("/api/v1.0/passes")
                                .header("Authorization", "Bearer other-secret")
                                .header("Content-Type", "application/json")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                        "{\"passTypeIdentifier\":\"" + TYPE + "\"}"))
                                .build())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anotherOrganizationsPassIsNotThere() throws Exception {
        wallet.issue("S");
        assertThat(wallet.server
                        .send(wallet.request("/api/v1.0/" + path("S"))
                                .header("Authorization", "Bearer other-secret")
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(404);
        assertThat(wallet.server.delete(path("S") + "?force=true").error()).isEqualTo("invalid_param");
        assertThat(wallet.server.get(path("S")).status()).isEqualTo(200);
    }
}
