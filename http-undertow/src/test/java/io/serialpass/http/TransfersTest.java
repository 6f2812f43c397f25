package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransfersTest {

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        server.addItem("A");
        server.addItem("ü,\"B\"");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer importCsv(String csv) throws Exception {
        return server.post("serialNumbers/import", "text/csv", csv);
    }

    private List<String> values() throws Exception {
        return server.get("serialNumbers?sort=id").json().path("data").findValuesAsText("value");
    }

    private static List<String> rejections(Answer answer) {
        return java.util.stream.StreamSupport.stream(
                        answer.json().path("rejected").spliterator(), false)
                .map(row -> row.path("line").asText() + " " + row.path("error").asText())
                .toList();
    }

    @Test
    void goodRowsAreKeptAndBadRowsReported() throws Exception {
        Answer answer = importCsv(
                "\ufeffvalue,itemReference,status\r\n" // 1
                        + "a,A,\r\n" // 2
                        + "\"b \"\"q\"\", c\",\"ü,\"\"B\"\"\",sold\r\n" // 3
                        + "a,A,\r\n" // 4 not unique
                        + "c,none,NEW\r\n" // 5 not found
                        + ",A,\r\n" // 6 empty
                        + "\r\n" // 7 passed over
                        + "d,A,lost\r\n" // 8 status
                        + "e\r\n" // 9 short
                        + "f,A,NEW,x\r\n" // 10 long
                        + "\"g\nh\",A,\r\n" // 11 and 12 control character
                        + "i,A,Reserved"); // 13
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("imported").asInt()).isEqualTo(3);
        assertThat(answer.json().path("rejectedCount").asInt()).isEqualTo(7);
        assertThat(rejections(answer))
                .containsExactly(
                        "4 not_unique",
                        "5 not_found",
                        "6 invalid_param_value",
                        "8 invalid_param_value",
                        "9 missing_param",
                        "10 invalid_param_value",
                        "11 invalid_param_value");
        assertThat(values()).containsExactly("a", "b \"q\", c", "i");
        assertThat(server.get("serialNumbers?sort=id").json().path("data").findValuesAsText("status"))
                .containsExactly("NEW", "SOLD", "RESERVED");
    }

    @Test
    void bytesThatAreNoTextCostTheirRowOnly() throws Exception {
        byte[] csv = "value,itemReference\na,A\nb?,A\nc,A\n".getBytes(StandardCharsets.ISO_8859_1);
        csv[csv.length - 8] = (byte) 0xff;
        Answer answer = server.send(server.request("serialNumbers/import")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(csv))
                .build());
        assertThat(rejections(answer)).containsExactly("3 invalid_param_value");
        assertThat(values()).containsExactly("a", "c");
    }

    @Test
    void aQuoteThatIsNotClosedIsReported() throws Exception {
        String rest = IntStream.range(0, 30_000).mapToObj(i -> "c" + i + ",A\n").collect(Collectors.joining());
        Answer answer = importCsv("value,itemReference\na,A\n\"b,A\n" + rest);
        assertThat(answer.json().path("imported").asInt()).isEqualTo(30_001);
        assertThat(rejections(answer)).containsExactly("3 invalid_param_value");
        assertThat(answer.body()).contains("a quote that is never closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value,itemReference,colour | invalid_param",
                "value | missing_param",
                "itemReference,status | missing_param",
                "value,itemReference,value | invalid_param_value",
                "a;b | invalid_param"
            })
    void aHeaderThatIsNotOursIsRefused(String header, String error) throws Exception {
        Answer answer = importCsv(header + "\na,A\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(importCsv("").error()).isEqualTo("missing_param");
    }

    @Test
    void jsonLinesAreImported() throws Exception {
        Answer answer = server.post(
                "serialNumbers/import",
                "application/x-ndjson",
                "{\"value\":\"a\",\"itemReference\":\"A\"}\n"
                        + "{\"value\":\"b\",\"itemReference\":\"A\",\"status\":\"sold\"}\r\n"
                        + "\n"
                        + "{\"value\":\"c\"}\n"
                        + "oops\n"
                        + "{\"value\":5,\"itemReference\":\"A\"}\n"
                        + "{\"value\":\"d\",\"itemReference\":\"A\",\"x\":1}\n"
                        + "\"" + "x".repeat(100_000) + "\"\n"
                        + "{\"value\":\"e\",\"itemReference\":\"A\"}");
        assertThat(rejections(answer))
                .containsExactly(
                        "4 missing_param",
                        "5 invalid_json",
                        "6 invalid_param_type",
                        "7 invalid_param",
                        "8 invalid_json");
        assertThat(values()).containsExactly("a", "b", "e");
    }

    @Test
    void allRejectionsAreCountedAndAThousandListed() throws Exception {
        String rows = IntStream.range(0, 12_000)
                .mapToObj(i -> "v" + i + (i % 2 == 0 ? ",A" : ",none"))
                .collect(Collectors.joining("\n"));
        JsonNode report = importCsv("value,itemReference\n" + rows).json();
        assertThat(report.path("imported").asInt()).isEqualTo(6_000);
        assertThat(report.path("rejectedCount").asInt()).isEqualTo(6_000);
        assertThat(report.path("rejected")).hasSize(1_000);
        assertThat(report.path("rejected").path(999).path("line").asInt()).isEqualTo(2001);
        assertThat(server.get("serialNumbers?value=*v119*")
                        .json()
                        .path("paging")
                        .path("total")
                        .asInt())
                .isEqualTo(55);
    }

    @Test
    void anImportOverTheLimitIsRefused() throws Exception {
        try (TestServer small = TestServer.start(
                "memory:",
                ServerOptions.defaults().with(new ServerOptions.Sizes(16_384, 1_000, 1_000, 1_000, 2_000)))) {
            Answer answer = small.post("serialNumbers/import", "text/csv", "value,itemReference\n" + "x".repeat(2_000));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.error()).isEqualTo("payload_too_large");
        }
    }

    @Test
    void whatIsExportedHasTheColumnsAndFiltersOfTheDocumentation() throws Exception {
        importCsv("value,itemReference,status\n\"a\"\"1\",A,\nb1,A,sold\nb2,\"ü,\"\"B\"\"\",sold\n");
        Answer csv = server.get("serialNumbers/export?status=sold&sort=value&order=desc");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.body())
                .isEqualTo("id,value,status,itemReference,warehouseStockId,organization,dateCreated,lastUpdated\r\n"
                        + "3,b2,SOLD,\"ü,\"\"B\"\"\",,acme,2026-11-21T10:00:00Z,2026-11-21T10:00:00Z\r\n"
                        + "2,b1,SOLD,A,,acme,2026-11-21T10:00:00Z,2026-11-21T10:00:00Z\r\n");
        Answer json = server.send(server.request("serialNumbers/export?value=a*")
                .header("Accept", "application/x-ndjson")
                .build());
        assertThat(json.body()).isEqualTo(server.get("serialNumbers/1").body() + "\n");
    }

    @Test
    void anExportOfManyRowsHasEachOnce() throws Exception {
        String rows = IntStream.range(0, 5_500).mapToObj(i -> "v" + i + ",A").collect(Collectors.joining("\n"));
        importCsv("value,itemReference\n" + rows);
        for (String sort : List.of("id", "value", "status", "itemReference", "dateCreated", "lastUpdated")) {
            List<String> lines = server.get("serialNumbers/export?order=desc&sort=" + sort)
                    .body()
                    .lines()
                    .toList();
            assertThat(lines).hasSize(5_501).doesNotHaveDuplicates();
        }
    }

    @Test
    void onlyTheTwoFormatsAreTaken() throws Exception {
        assertThat(server.post("serialNumbers/import", "application/json", "{}").status())
                .isEqualTo(415);
    }
}
