package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An issuer makes, lists and revokes links, over HTTP. */
class LinksTest {

    private static WalletServer wallet;

    @BeforeAll
    static void start() throws Exception {
        wallet = WalletServer.making(SigningIdentities.of());
        for (String serialNumber : List.of("S-1", "S-2", "a/b=c")) {
            wallet.issue(serialNumber);
        }
    }

    @AfterAll
    static void stop() {
        wallet.close();
    }

    private static String path(String serialNumber) {
        return "passes/" + TYPE + "/" + serialNumber + "/link";
    }

    private static JsonNode make(String serialNumber, String body) throws Exception {
        Answer made = wallet.server.post(path(serialNumber), body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json();
    }

    private static List<Long> ids(Answer list) {
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        List<Long> ids = new ArrayList<>();
        list.json().path("data").forEach(link -> ids.add(link.path("id").asLong()));
        return ids;
    }

    private static Answer as(String token, String method, String path, String body) throws Exception {
        return wallet.server.send(
                HttpRequest.newBuilder(wallet.server.request(path).build().uri())
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void theSecretIsShownOnceAndTheLinkTellsItsPassesAndItsEnd() throws Exception {
        Answer made = wallet.server.post(
                path("S-1"),
                "{\"passes\":[\"" + TYPE + "/a/b=c\"],\"expirationDate\":\""
                        + wallet.server.clock.instant().plusSeconds(60) + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonNode link = made.json();
        assertThat(link.path("path").asText()).matches("/p/[A-Za-z0-9_-]{43,}");
        assertThat(link.path("url").asText())
                .isEqualTo(WalletServer.WEB_SERVICE + link.path("path").asText());
        assertThat(link.path("passes").findValuesAsText("serialNumber")).containsExactly("S-1", "a/b=c");
        assertThat(link.path("passes").findValuesAsText("href"))
                .containsExactly("/api/v1.0/passes/" + TYPE + "/S-1", "/api/v1.0/passes/" + TYPE + "/a%2Fb%3Dc");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        Answer shown = wallet.server.get(made.header("Location"));
        assertThat(shown.json().path("expirationDate")).isEqualTo(link.path("expirationDate"));
        assertThat(shown.json().path("dateRevoked").isNull()).isTrue();
        assertThat(shown.json().path("href").asText()).isEqualTo(made.header("Location"));
        String secret = link.path("path").asText().substring("/p/".length());
        assertThat(shown.body() + wallet.server.get("links").body()).doesNotContain(secret);
    }

    @Test
    void aLinkIsOpenForThirtyDaysUnlessItsMakerSaysOtherwise() throws Exception {
        JsonNode link = make("S-1", "{}");
        assertThat(Duration.between(
                        Instant.parse(link.path("dateCreated").asText()),
                        Instant.parse(link.path("expirationDate").asText())))
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void linksAreListedByPassAndRevoked() throws Exception {
        wallet.issue("L-1");
        wallet.issue("L-2");
        long one = make("L-1", "{}").path("id").asLong();
        long both =
                make("L-2", "{\"passes\":[\"" + TYPE + "/L-1\"]}").path("id").asLong();
        assertThat(ids(wallet.server.get(path("L-1")))).containsExactly(one, both);
        assertThat(ids(wallet.server.get(path("L-2")))).containsExactly(both);
        assertThat(ids(wallet.server.get("links?order=desc&max=2"))).containsExactly(both, one);
        Answer first = wallet.server.get(path("L-1") + "?max=1");
        assertThat(ids(wallet.server.get(first.json().at("/paging/next").asText())))
                .containsExactly(both);
        assertThat(wallet.server.get(path("L-9")).status()).isEqualTo(404);
        assertThat(wallet.server.delete("links/" + one).status()).isEqualTo(200);
        JsonNode revoked = wallet.server.get("links/" + one).json();
        assertThat(revoked.path("dateRevoked").isTextual()).isTrue();
        assertThat(wallet.server.delete("links/" + one).status()).isEqualTo(200);
        assertThat(wallet.server.get("links/" + one).json()).isEqualTo(revoked);
        assertThat(wallet.server.get("links/" + both).json().path("dateRevoked").isNull())
                .isTrue();
    }

    @Test
    void anotherOrganizationSeesNoLinkAndNoPass() throws Exception {
        long link = make("S-1", "{}").path("id").asLong();
        String secret = "other-secret";
        assertThat(as(secret, "POST", path("S-1"), "{}").error()).isEqualTo("not_found");
        assertThat(as(secret, "GET", path("S-1"), "").error()).isEqualTo("not_found");
        assertThat(as(secret, "GET", "links/" + link, "").error()).isEqualTo("not_found");
        assertThat(as(secret, "DELETE", "links/" + link, "").error()).isEqualTo("not_found");
        assertThat(ids(as(secret, "GET", "links", ""))).isEmpty();
        assertThat(wallet.server.get("links/" + link).json().path("dateRevoked").isNull())
                .isTrue();
    }

    @Test
    void whoMayOnlyReadMakesNoLink() throws Exception {
        String reader = wallet.server
                .post("tokens", "{\"role\":\"read\"}")
                .json()
                .path("token")
                .asText();
        long link = make("S-1", "{}").path("id").asLong();
        assertThat(as(reader, "POST", path("S-1"), "{}").status()).isEqualTo(403);
        assertThat(as(reader, "DELETE", "links/" + link, "").status()).isEqualTo(403);
        assertThat(as(reader, "GET", "links/" + link, "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"expirationDate\":\"2001-01-01\"}; invalid_param_value; must be in the future",
                "{\"expirationDate\":\"2099-01-01\"}; invalid_param_value; at most 730 days away",
                "{\"expirationDate\":\"soon\"}; invalid_param_type; expirationDate",
                "{\"passes\":[]}; invalid_param_value; passes",
                "{\"passes\":[\"nonsense\"]}; invalid_param_value; passes",
                "{\"passes\":[\"pass.com.example.card/S-1\"]}; invalid_param_value; each once",
                "{\"passes\":[\"pass.com.example.card/S-2\",\"pass.com.example.card/S-2\"]}; invalid_param_value; each"
                        + " once",
                "{\"passes\":[\"pass.com.example.card/S-9\"]}; not_found; S-9",
                "{\"forever\":true}; invalid_param; forever",
                "[]; invalid_json; ``"
            })
    void badInputIsRefusedAndMakesNothing(String body, String error, String word) throws Exception {
        List<Long> before = ids(wallet.server.get("links"));
        Answer refused = wallet.server.post(path("S-1"), body);
        assertThat(refused.error()).as(refused.body()).isEqualTo(error);
        assertThat(refused.description()).contains(word);
        assertThat(ids(wallet.server.get("links"))).isEqualTo(before);
    }

    @Test
    void aPassThatIsNotThereGetsNoLink() throws Exception {
        assertThat(wallet.server.post(path("S-9"), "{}").error()).isEqualTo("not_found");
        assertThat(wallet.server.get("links/0").error()).isEqualTo("not_found");
        assertThat(wallet.server.delete("links/0").error()).isEqualTo("not_found");
        assertThat(wallet.server.get("links/x").error()).isEqualTo("invalid_param_type");
    }
}
