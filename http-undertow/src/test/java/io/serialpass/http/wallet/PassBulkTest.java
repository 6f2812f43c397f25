package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many passes are issued in one call: all or none. */
class PassBulkTest {

    private static final String OTHER_TYPE = "pass.com.example.other";

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start();
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private Answer create(List<String> passes) throws Exception {
        return wallet.server.post("passes", "{\"passes\":[" + String.join(",", passes) + "]}");
    }

    private static String pass(String type, String serialNumber) {
        return "{\"passTypeIdentifier\":\"" + type + "\",\"serialNumber\":\"" + serialNumber + "\"}";
    }

    private int total() throws Exception {
        return wallet.server.get("passes").json().at("/paging/total").asInt();
    }

    private static Set<String> values(JsonNode data, String type, String field) {
        Set<String> values = new LinkedHashSet<>();
        data.forEach(pass -> {
            if (pass.path("passTypeIdentifier").asText().equals(type)) {
                values.add(pass.path(field).asText());
            }
        });
        return values;
    }

    @Test
    void aThousandAreIssuedInTheOrderSentUnderOneTagForEachType() throws Exception {
        List<String> passes = IntStream.range(0, 1_000)
                .mapToObj(i -> pass(i % 3 == 0 ? OTHER_TYPE : TYPE, "S/" + (999 - i)))
                .toList();
        Answer created = create(passes);
        assertThat(created.status()).as(created.description()).isEqualTo(201);
        JsonNode data = created.json().path("data");
        assertThat(data).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(data.get(i).path("serialNumber").asText()).isEqualTo("S/" + (999 - i));
        }
        assertThat(values(data, TYPE, "updateTag")).hasSize(1);
        assertThat(values(data, OTHER_TYPE, "updateTag")).hasSize(1);
        assertThat(values(data, TYPE, "authenticationToken")).hasSize(666);
        assertThat(total()).isEqualTo(1_000);
        assertThat(wallet.server
                        .get(data.get(7).path("href").asText() + "?reveal=authenticationToken")
                        .json())
                .isEqualTo(data.get(7));
    }

    @Test
    void eachMayHaveWhatOneMayHave() throws Exception {
        long id = wallet.server.add(wallet.server.addItem("A"), "tied-1");
        Answer created = create(List.of(
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + id + "}",
                "{\"passTypeIdentifier\":\"" + TYPE + "\"}",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"own\",\"fields\":{\"a\":1},"
                        + "\"expirationDate\":\"2030-01-01\",\"authenticationToken\":\"0123456789abcdef\"}"));
        JsonNode data = created.json().path("data");
        assertThat(data.at("/0/serialNumber").asText()).isEqualTo("tied-1");
        assertThat(data.at("/1/serialNumber").asText()).hasSize(32);
        assertThat(data.at("/1/authenticationToken").asText()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(data.at("/2/authenticationToken").asText()).isEqualTo("0123456789abcdef");
        assertThat(data.at("/2/fields/a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":\"a b\"} | invalid_param_value | passes[3].serialNumber",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":\"..\"}  | invalid_param_value | passes[3].serialNumber",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":7}       | invalid_param_type  | passes[3].serialNumber",
                "{\"serialNumber\":\"a\"}                                  | missing_param       | passes[3].passTypeIdentifier parameter is missing",
                "{\"passTypeIdentifier\":\"TYPE\",\"voided\":true,\"x\":1}   | invalid_param       | [passes[3].voided, passes[3].x]",
                "{\"passTypeIdentifier\":\"TYPE\",\"fields\":{\"a\":[]}}      | invalid_param_type  | passes[3].fields.a",
                "{\"passTypeIdentifier\":\"TYPE\",\"expirationDate\":\"x\"} | invalid_param_type  | passes[3].expirationDate",
                "{\"passTypeIdentifier\":\"TYPE\",\"authenticationToken\":\"short\"} | invalid_param_value | passes[3].authenticationToken",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumberId\":777}   | not_found           | passes[3].serialNumberId",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":\"S-0\"} | not_unique          | passes[3].serialNumber",
                "{\"passTypeIdentifier\":\"TYPE\",\"serialNumber\":\"taken\"} | not_unique        | passes[3].serialNumber",
                "{\"passTypeIdentifier\":\"pass.others\"}                  | invalid_param_value | passes[3].passTypeIdentifier",
                "[]                                                        | invalid_param_type  | passes[3]",
                "null                                                      | invalid_param_type  | passes[3]"
            })
    void anErrorNamesTheEntryAndNothingIsIssued(String entry, String error, String named) throws Exception {
        wallet.issue("taken");
        assertThat(wallet.server
                        .send(wallet.request("/api/v1.0/passes")
                                .header("Authorization", "Bearer other-secret")
                                .header("Content-Type", "application/json")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(pass("pass.others", "O")))
                                .build())
                        .status())
                .isEqualTo(201);
        Answer refused = create(
                List.of(pass(TYPE, "S-0"), pass(OTHER_TYPE, "S-0"), pass(TYPE, "S-2"), entry.replace("TYPE", TYPE)));
        assertThat(refused.status()).as(refused.body()).isEqualTo(error.equals("not_found") ? 404 : 400);
        assertThat(refused.error()).isEqualTo(error);
        assertThat(refused.description()).contains(named);
        assertThat(total()).isEqualTo(1);
        assertThat(wallet.server.get("passTypes/" + OTHER_TYPE).status()).isEqualTo(404);
    }

    @Test
    void theKindOfErrorDecidesAndNotThePlace() throws Exception {
        Answer refused = create(List.of(
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":777}",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"a b\"}",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"x\":1}"));
        assertThat(refused.description()).contains("[passes[2].x]");
        long odd = wallet.server.add(wallet.server.addItem("A"), "not allowed");
        Answer value = create(List.of(
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":777}",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + odd + "}"));
        assertThat(value.error()).isEqualTo("invalid_param_value");
        assertThat(value.description()).contains("passes[1].serialNumberId");
    }

    @Test
    void theListIsOfOneToAThousandAndStandsAlone() throws Exception {
        assertThat(create(List.of()).description()).contains("passes").contains("1 to 1000");
        Answer tooMany = create(IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> pass(TYPE, "S-" + i))
                .collect(Collectors.toList()));
        assertThat(tooMany.error()).isEqualTo("invalid_param_value");
        assertThat(wallet.server.post("passes", "{\"passes\":{}}").error()).isEqualTo("invalid_param_type");
        Answer both = wallet.server.post(
                "passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"passes\":[" + pass(TYPE, "S") + "]}");
        assertThat(both.error()).isEqualTo("invalid_param");
        assertThat(both.description()).contains("[passTypeIdentifier]");
        assertThat(total()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"15,400", "16,201", "255,201", "256,400"})
    void aTokenOfOnesOwnHas16To255Characters(int length, int status) throws Exception {
        String token = "~".repeat(length);
        assertThat(wallet.server
                        .post(
                                "passes",
                                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"authenticationToken\":\"" + token + "\"}")
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"0123456789 abcdef", "0123456789\u00e4bcdef", "0123456789\u0007bcdef"})
    void aTokenOfOnesOwnIsOfVisibleAscii(String token) throws Exception {
        Answer refused = wallet.server.post(
                "passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"authenticationToken\":\"" + token + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("0123456789");
    }
}
