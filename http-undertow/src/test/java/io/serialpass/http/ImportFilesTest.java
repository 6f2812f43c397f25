package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people and programs really make them. */
class ImportFilesTest {

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        server.addItem("T");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer importBytes(String type, byte[] file) throws Exception {
        return server.send(server.request("serialNumbers/import")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(file))
                .build());
    }

    private Answer importCsv(String csv) throws Exception {
        return importBytes("text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private Answer importJson(String lines) throws Exception {
        return importBytes("application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> values() throws Exception {
        return server.get("serialNumbers?sort=id").json().path("data").findValuesAsText("value");
    }

    private static List<Integer> rejectedLines(Answer answer) {
        return StreamSupport.stream(answer.json().path("rejected").spliterator(), false)
                .map(row -> row.path("line").asInt())
                .toList();
    }

    private static String firstRejection(Answer answer) {
        return answer.json().path("rejected").path(0).path("error_description").asText();
    }

    @Test
    void textBehindAClosingQuoteRejectsItsRow() throws Exception {
        Answer answer = importCsv(
                "value,itemReference\n" // 1
                        + "24\" MON-1,T\n" // 2: no cell in quotes
                        + "\"SQ-2\"x,T\n" // 3
                        + "\"SQ-3\" ,T\n" // 4
                        + "\"SQ-4\"\"\",T\n" // 5: a quote within quotes
                        + "\"SQ-5\"y\"z\",T\n" // 6
                        + "SQ-6,\"T\"T\n" // 7
                        + "SQ-7\",T\r\n"); // 8
        assertThat(rejectedLines(answer)).containsExactly(3, 4, 6, 7);
        assertThat(firstRejection(answer)).contains("behind a closing quote").endsWith("twice.");
        assertThat(values()).containsExactly("24\" MON-1", "SQ-4\"", "SQ-7\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "`a                  ! 2   ! ''",
                "`a``                ! 2   ! ''",
                "a,`T|               ! 2   ! ''",
                "`a,T|b,T|c,T        ! 2   ! b c",
                "`a,T|b,T|`c`,T|d,T  ! 2   ! b c d",
                "`a`,`T|`b`,`T`|c,T  ! 2   ! b c",
                "`a,T|``,T|b,T       ! 2 3 ! b",
                "`a,T|`b,T|`c,T|d,T  ! 2 3 4 ! d",
                "a,T|`b,T|c`d,T|e,T  ! 3   ! a c`d e",
                "`a``,T|b,T||c,T     ! 2   ! b c",
            })
    void aQuoteThatIsNeverClosedCostsItsLineAlone(String rows, String lines, String values) throws Exception {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            String item = "T" + (int) lineEnd.charAt(lineEnd.length() - 1) + lineEnd.length();
            server.addItem(item);
            String csv = "value,itemReference|" + rows.replace("T", item);
            Answer answer = importCsv(csv.replace('`', '"').replace("|", lineEnd));
            assertThat(rejectedLines(answer)).as(csv).containsExactlyElementsOf(numbers(lines));
            assertThat(firstRejection(answer)).contains("quote that is never closed");
            assertThat(server.get("serialNumbers?sort=id&itemReference=" + item)
                            .json()
                            .path("data")
                            .findValuesAsText("value"))
                    .isEqualTo(List.of(values.replace('`', '"').split(" ")).stream()
                            .filter(value -> !value.isEmpty())
                            .toList());
        }
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split(" ")).map(Integer::valueOf).toList();
    }

    @Test
    void aQuoteOnTheLastLineIsTooFarAwayToCloseOneOnTheFirst() throws Exception {
        StringBuilder csv = new StringBuilder("value,itemReference\n\"a,T\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append("b-").append(i).append(",T\n");
        }
        Answer answer = importCsv(csv + "24\",T\n");
        assertThat(answer.json().path("imported").asInt()).isEqualTo(20_001);
        assertThat(rejectedLines(answer)).containsExactly(2);
    }

    @Test
    void rowsOverSeveralLinesAreRejectedAndTheNextOnesTaken() throws Exception {
        Answer answer = importCsv("value,itemReference\n\"a\r\nb\",T\nc,T\nd,\"T\r\"\ne,T\n");
        assertThat(rejectedLines(answer)).containsExactly(2, 5);
        assertThat(firstRejection(answer)).endsWith("several lines, up to line 3. Is a quote not closed?");
        assertThat(values()).containsExactly("c", "e");
    }

    @Test
    void aHeaderWhoseQuoteIsNeverClosedIsToldSo() throws Exception {
        Answer answer = importCsv("\"value,itemReference\na,T\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.description()).contains("header has a quote that is never closed");
    }

    @ParameterizedTest
    @CsvSource({"windows-1252,text/csv", "ISO-8859-1,text/csv", "windows-1252,application/x-ndjson", "IBM850,text/csv"})
    void aRowInAnotherEncodingIsToldSo(String encoding, String type) throws Exception {
        boolean isCsv = type.equals("text/csv");
        String file = isCsv
                ? "value,itemReference\nM\u00fcller-1,T\nok,T\n"
                : "\n{\"value\":\"M\u00fcller-1\",\"itemReference\":\"T\"}\n{\"value\":\"ok\",\"itemReference\":\"T\"}";
        Answer answer = importBytes(type, file.getBytes(Charset.forName(encoding)));
        assertThat(rejectedLines(answer)).containsExactly(2);
        assertThat(firstRejection(answer)).contains("not UTF-8", "Save the file as UTF-8");
        assertThat(values()).containsExactly("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void aFileOfWideCharactersIsToldSo(String encoding) throws Exception {
        String csv = "value,itemReference\na,T\n";
        for (String file : List.of(csv, "\ufeff" + csv)) {
            Answer answer = importBytes("text/csv", file.getBytes(Charset.forName(encoding)));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.description()).contains("UTF-16", "Save the file as UTF-8");
        }
        Answer header = importBytes("text/csv", "Größe,value\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(header.description()).contains("header", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value,itemReference,\na,T,\nb,T\n",
                "value,itemReference,,\r\na,T,, \r\nb,T,,,,\r\n",
                ",value,itemReference\n,a,T\n,b,T\n",
                " Value ,\u00a0ITEMREFERENCE\u200b\na,T\nb,T",
                "\ufeffVALUE,itemreference\ra,T\rb,T\r",
                "\"value\",\"itemReference\"\n\"a\",\"T\"\n\"b\",T",
                "itemReference,warehouseStockId,value,status\nT,,a,\nT,,b, \n"
            })
    void columnsAreTakenAsTheyCome(String csv) throws Exception {
        Answer answer = importCsv(csv);
        assertThat(answer.json().path("imported").asInt()).as(answer.body()).isEqualTo(2);
        assertThat(values()).containsExactly("a", "b");
    }

    @Test
    void aColumnWithoutANameIsEmptyInEachRow() throws Exception {
        Answer answer = importCsv("value,itemReference,\na,T,x\nb,T,,x\nc,T,,\n");
        assertThat(rejectedLines(answer)).containsExactly(2, 3);
        assertThat(firstRejection(answer)).contains("column 3");
        assertThat(values()).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "value,itemReference,colour ! invalid_param ! colour",
                "value ! missing_param ! itemReference",
                "value,Value,itemReference ! invalid_param_value ! once",
                "id,id,value,itemReference ! invalid_param_value ! once"
            })
    void theErrorNamesTheColumnsThatAreExpected(String header, String error, String named) throws Exception {
        Answer answer = importCsv(header + "\na,T\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.description())
                .contains(named, "value, itemReference and", "status, warehouseStockId")
                .doesNotContain("[]");
    }

    @ParameterizedTest
    @CsvSource({"';',';'", "'\t',tab", "|,|"})
    void anotherSeparatorIsNamed(String separator, String name) throws Exception {
        Answer answer = importCsv(String.join(separator, "value", "itemReference", "status") + "\na\n");
        assertThat(answer.error()).isEqualTo("invalid_param");
        assertThat(answer.description()).contains("separated by '" + name + "'");
    }

    @Test
    void rowsWithoutAnyValueArePassedOverAndCounted() throws Exception {
        Answer answer = importCsv("value,itemReference\r\na,T\r\n,\r\n\r\n , \r\n,,,,\r\nb,T\r\n,T\r\n");
        assertThat(answer.json().path("blank").asInt()).isEqualTo(4);
        assertThat(answer.json().path("imported").asInt()).isEqualTo(2);
        assertThat(rejectedLines(answer)).containsExactly(8);
        Answer ghosts = importCsv("value,itemReference\n" + ",\n".repeat(20_000) + "c,T\n");
        assertThat(ghosts.json().path("blank").asInt()).isEqualTo(20_000);
        assertThat(values()).containsExactly("a", "b", "c");
    }

    @Test
    void objectsWithoutAnyValueArePassedOverAndCounted() throws Exception {
        Answer answer = importJson(
                "\n \n{\"value\":\"d\",\"itemReference\":\"T\"}\n\n" // 1 to 4
                        + "{}\n{\"value\":\"\",\"itemReference\":null}\n" // 5, 6
                        + "{\"value\":\" \",\"item\":{\"reference\":\"\"},\"status\":\"\u00a0\"}\n" // 7
                        + "{\"value\":\"\",\"itemReference\":\"T\"}\n{\"value\":null,\"warehouseStockId\":0}\n" // 8, 9
                        + "{\"VALUE\":\"x\",\"value\":\"\"}\n"); // 10
        assertThat(answer.json().path("blank").asInt()).isEqualTo(6);
        assertThat(rejectedLines(answer)).containsExactly(8, 9, 10);
        assertThat(values()).containsExactly("d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BL-1 ", " BL-1", "BL-1\u00a0", "BL-1\u200b", "\ufeffBL-1", "   ", "BL-1\u0000", "\"BL-1\t\""})
    void aValueThatOnlyLooksLikeAnotherIsRejected(String value) throws Exception {
        Answer answer = importCsv("value,itemReference\nBL-1,T\n" + value + ",T\n");
        assertThat(rejectedLines(answer)).containsExactly(3);
        assertThat(values()).containsExactly("BL-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ",", "\"\"", "\"x\"y"})
    void aRowThatIsTooLongCostsItselfAlone(String part) throws Exception {
        Answer answer = importCsv("value,itemReference\na,T\n" + part.repeat(100_000) + "\nb,T\n");
        assertThat(answer.json().path("rejectedCount").asInt()).isEqualTo(1);
        assertThat(rejectedLines(answer)).containsExactly(3);
        assertThat(values()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/x-ndjson"})
    void whatIsExportedIsImportedAgain(String type) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        server.addItem("ü,\"B\"");
        StringBuilder csv = new StringBuilder("value,itemReference,status,warehouseStockId\n");
        for (int i = 0; i < 300; i++) {
            String value = "='+\",;\\ü\u20ac".charAt(random.nextInt(9)) + "'=\"x".substring(random.nextInt(4)) + i;
            csv.append('"').append(value.replace("\"", "\"\"")).append("\",");
            csv.append(random.nextBoolean() ? "T" : "\"ü,\"\"B\"\"\"").append(',');
            csv.append(List.of("", "new", "RESERVED", "sold").get(random.nextInt(4)))
                    .append(',');
            csv.append(random.nextBoolean() ? "" : random.nextLong()).append('\n');
        }
        assertThat(importCsv(csv.toString()).json().path("imported").asInt())
                .as("seed %d", seed)
                .isEqualTo(300);
        String exported = export(type);
        try (TestServer other = TestServer.start()) {
            other.addItem("T");
            other.addItem("ü,\"B\"");
            JsonNode report = other.post("serialNumbers/import", type, exported).json();
            assertThat(report.path("imported").asInt())
                    .as("seed %d: %s", seed, report)
                    .isEqualTo(300);
            assertThat(report.path("passedOver"))
                    .extracting(JsonNode::asText)
                    .contains("id", "organization", "dateCreated", "lastUpdated");
            assertThat(other.send(other.request("serialNumbers/export?sort=id")
                                    .header("Accept", type)
                                    .build())
                            .body())
                    .as("seed %d", seed)
                    .isEqualTo(exported);
        }
    }

    private String export(String accept) throws Exception {
        return server.send(server.request("serialNumbers/export?sort=id")
                        .header("Accept", accept)
                        .build())
                .body();
    }

    @Test
    void theItemOfAnExportedObjectCounts() throws Exception {
        Answer answer = importJson(
                "{\"value\":\"a\",\"item\":{\"id\":7,\"reference\":\"T\",\"href\":\"/x\"},\"id\":3}\r" // 1
                        + "{\"Value\":\"b\",\" ITEMREFERENCE \":\"T\",\"warehouseStockId\":-5}\r\n" // 2
                        + "{\"value\":\"c\",\"item\":{\"reference\":\"T\"},\"itemReference\":\"T\",\"warehouseStockId\":null}\n" // 3
                        + "{\"value\":\"d\",\"item\":{\"reference\":\"T\"},\"itemReference\":\"U\"}\n" // 4
                        + "{\"value\":\"e\",\"item\":{\"id\":1}}\n" // 5
                        + "{\"value\":\"f\",\"VALUE\":\"g\",\"itemReference\":\"T\"}\n" // 6
                        + "{\"value\":\"h\",\"itemReference\":\"T\",\"warehouseStockId\":\"5\"}\n"); // 7
        assertThat(rejectedLines(answer)).containsExactly(4, 5, 6, 7);
        assertThat(values()).containsExactly("a", "b", "c");
        assertThat(server.get("serialNumbers?value=b").body()).contains("\"warehouseStockId\":-5");
        Answer csv = importCsv("value,itemReference,warehouseStockId\ni,T,12\nj,T,x\nk,T,1.5\n");
        assertThat(rejectedLines(csv)).containsExactly(3, 4);
        assertThat(csv.body()).contains("invalid_param_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/ndjson", "Application/JSONL; charset=utf-8"})
    void theThreeNamesOfJsonLinesAreOne(String type) throws Exception {
        Answer answer = importBytes(type, "{\"value\":\"a\",\"itemReference\":\"T\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.json().path("imported").asInt()).isEqualTo(1);
        assertThat(export(type.toLowerCase(java.util.Locale.ROOT))).startsWith("{\"id\":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "'' ! csv",
                "*/* ! csv",
                "text/* ! csv",
                "application/* ! ndjson",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 ! csv",
                "text/csv;q=0.5, application/x-ndjson ! ndjson",
                "application/x-ndjson;q=0.5, text/csv ! csv",
                "text/csv;q=0.9, application/jsonl;q=0.8 ! csv",
                "application/ndjson;q=0.9;x=y, text/csv ; Q=0.1 ! ndjson",
                "text/csv;q=0, */* ! ndjson",
                "text/csv;q=0 ! ndjson",
                "application/x-ndjson;q=0, text/csv;q=0 ! csv",
                "*/*;q=0.9, text/csv;q=0.1 ! ndjson",
                "application/x-ndjson, */* ! ndjson",
                "text/csv, application/x-ndjson ! csv",
                "application/x-ndjson, text/csv ! ndjson",
                "application/x-ndjson;q=oops, text/csv;q=0.1 ! csv",
                "image/png ! csv",
                ",;, ! csv"
            })
    void theAnswerIsOfTheTypeThatIsWantedMost(String accept, String format) throws Exception {
        Answer answer = server.send(
                server.request("serialNumbers/export").header("Accept", accept).build());
        assertThat(answer.header("Content-Type")).contains(format);
    }
}
