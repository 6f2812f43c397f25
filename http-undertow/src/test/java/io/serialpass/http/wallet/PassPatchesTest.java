package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A PATCH merges, as RFC 7396 has it. */
class PassPatchesTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start();
        Answer created = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE
                        + "\",\"serialNumber\":\"S\",\"fields\":{\"a\":1.50,\"b\":\"two\",\"c\":true},"
                        + "\"expirationDate\":\"2027-01-01T00:00:00Z\"}");
        assertThat(created.status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private Answer patch(String path, String contentType, String body) throws Exception {
        return wallet.server.send(wallet.server
                .request(path)
                .header("Content-Type", contentType)
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }

    private Answer patch(String body) throws Exception {
        return patch("passes/" + TYPE + "/S", MERGE_PATCH, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"fields\":{\"b\":\"2\"}}                  | {\"a\":1.50,\"b\":\"2\",\"c\":true}",
                "{\"fields\":{\"b\":null}}                   | {\"a\":1.50,\"c\":true}",
                "{\"fields\":{\"d\":false,\"a\":null}}       | {\"b\":\"two\",\"c\":true,\"d\":false}",
                "{\"fields\":{\"unknown\":null}}             | {\"a\":1.50,\"b\":\"two\",\"c\":true}",
                "{\"fields\":{}}                             | {\"a\":1.50,\"b\":\"two\",\"c\":true}",
                "{}                                          | {\"a\":1.50,\"b\":\"two\",\"c\":true}",
                "{\"fields\":null}                           | {}",
                "{\"fields\":{\"a\":null,\"b\":null,\"c\":null}} | {}"
            })
    void fieldsAreMerged(String body, String fields) throws Exception {
        for (String contentType : new String[] {MERGE_PATCH, "application/json; charset=utf-8"}) {
            Answer patched = patch("passes/" + TYPE + "/S", contentType, body);
            assertThat(patched.status()).as(patched.body()).isEqualTo(200);
            assertThat(patched.json().path("fields").toString().replace("1.5,", "1.50,"))
                    .isEqualTo(fields);
            assertThat(patched.json().path("expirationDate").asText()).isEqualTo("2027-01-01T00:00:00Z");
        }
    }

    @Test
    void theRestIsAsForPut() throws Exception {
        JsonNode voided = patch("{\"voided\":true}").json();
        assertThat(voided.path("voided").asBoolean()).isTrue();
        assertThat(voided.path("fields").size()).isEqualTo(3);
        assertThat(patch("{\"expirationDate\":null}")
                        .json()
                        .path("expirationDate")
                        .isNull())
                .isTrue();
        assertThat(patch("{\"expirationDate\":\"2028-02-29\"}")
                        .json()
                        .path("expirationDate")
                        .asText())
                .isEqualTo("2028-02-29T00:00:00Z");
    }

    @Test
    void aPatchThatChangesNothingIsNoChange() throws Exception {
        String before = wallet.server.get("passes/" + TYPE + "/S").body();
        wallet.server.clock.advance(Duration.ofSeconds(5));
        assertThat(patch("{\"fields\":{\"b\":\"two\",\"x\":null},\"voided\":false}")
                        .body())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                  | invalid_json        | object",
                "                                    | invalid_json        | empty",
                "{\"serialNumber\":\"x\",\"z\":1}    | invalid_param       | [serialNumber, z]",
                "{\"fields\":{\"a\":{\"b\":null}}}    | invalid_param_type  | fields.a",
                "{\"fields\":{\"a\":[1]}}            | invalid_param_type  | fields.a",
                "{\"fields\":[]}                     | invalid_param_type  | fields",
                "{\"fields\":\"a\"}                  | invalid_param_type  | fields",
                "{\"fields\":{\"\":1}}               | invalid_param_value | fields",
                "{\"voided\":null}                   | invalid_param_value | voided",
                "{\"voided\":\"true\"}               | invalid_param_type  | voided",
                "{\"expirationDate\":\"tomorrow\"}   | invalid_param_type  | Dates look like"
            })
    void whatIsWrongIsNamed(String body, String error, String named) throws Exception {
        Answer refused = patch(body == null ? "" : body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo(error);
        assertThat(refused.description()).contains(named);
        assertThat(wallet.server
                        .get("passes/" + TYPE + "/S")
                        .json()
                        .path("fields")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void fieldsTogetherHoldUpTo64Kilobytes() throws Exception {
        assertThat(patch("{\"fields\":{\"x\":\"" + "x".repeat(40_000) + "\"}}").status())
                .isEqualTo(200);
        Answer refused = patch("{\"fields\":{\"y\":\"" + "y".repeat(40_000) + "\"}}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("fields").contains("64 KB");
        assertThat(patch("{\"fields\":{\"x\":null,\"y\":\"" + "y".repeat(40_000) + "\"}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ofWhatIsNotThereNothingChanges() throws Exception {
        assertThat(patch("passes/" + TYPE + "/T", MERGE_PATCH, "{}").status()).isEqualTo(404);
        assertThat(patch("passes/" + TYPE + "/%20", MERGE_PATCH, "{}").status()).isEqualTo(404);
        assertThat(patch("passes/" + TYPE + "/S?x=1", MERGE_PATCH, "{}").error())
                .isEqualTo("invalid_param");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/json-patch+json", "application/merge-patch+json; charset=latin1"})
    void anotherMediaTypeIsNotTaken(String contentType) throws Exception {
        assertThat(patch("passes/" + TYPE + "/S", contentType, "{}").status()).isEqualTo(415);
    }
}
