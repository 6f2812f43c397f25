package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets an answer that names it, and changes nothing. */
class ErrorsTest {

    private static TestServer server;
    private static long item;
    private static String everything;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        item = server.addItem("A");
        server.add(item, "taken");
        everything = server.get("serialNumbers").body() + server.get("items").body();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingChanged() throws Exception {
        assertThat(server.get("serialNumbers").body() + server.get("items").body())
                .isEqualTo(everything);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serialNumbers?dateCreated_gta=x | invalid_param | The parameters [dateCreated_gta] you provided are not valid for this request.",
                "serialNumbers?b=1&max=0&a=2&b=3 | invalid_param | The parameters [b, a] you provided are not valid for this request.",
                "serialNumbers?cursor=&offset=0  | invalid_param | The parameters [offset] you provided are not valid for this request.",
                "serialNumbers/1?x=1             | invalid_param | The parameters [x] you provided are not valid for this request.",
                "serialNumbers/x?x=1             | invalid_param | The parameters [x] you provided are not valid for this request.",
                "items?itemReference=x           | invalid_param | The parameters [itemReference] you provided are not valid for this request.",
                "serialNumbers/export?max=1      | invalid_param | The parameters [max] you provided are not valid for this request.",
                "serialNumbers?max=abc           | invalid_param_type | The type of parameter max you provided is not valid for this request.",
                "serialNumbers?max=1.0           | invalid_param_type | The type of parameter max you provided is not valid for this request.",
                "serialNumbers?max=0&offset=x    | invalid_param_type | The type of parameter offset you provided is not valid for this request.",
                "serialNumbers?dateCreated_gt=2020-01              | invalid_param_type | The type of parameter dateCreated_gt you provided is not valid for this request. Dates look like 2016-08-15T14:52:48Z.",
                "serialNumbers?lastUpdated_lte=2020-02-30T00:00:00Z | invalid_param_type | The type of parameter lastUpdated_lte you provided is not valid for this request. Dates look like 2016-08-15T14:52:48Z.",
                "serialNumbers?lastUpdated_lt=2020-02-03T24:00:00Z | invalid_param_type | The type of parameter lastUpdated_lt you provided is not valid for this request. Dates look like 2016-08-15T14:52:48Z.",
                "serialNumbers?lastUpdated_lt=2020-02-03T00:00:00+01 | invalid_param_type | The type of parameter lastUpdated_lt you provided is not valid for this request. Dates look like 2016-08-15T14:52:48Z.",
                "items?dateCreated_gte=1         | invalid_param_type | The type of parameter dateCreated_gte you provided is not valid for this request. Dates look like 2016-08-15T14:52:48Z.",
                "serialNumbers/abc               | invalid_param_type | The type of parameter id you provided is not valid for this request.",
                "serialNumbers/99999999999999999999 | invalid_param_type | The type of parameter id you provided is not valid for this request.",
                "items/1e3                       | invalid_param_type | The type of parameter id you provided is not valid for this request.",
                "serialNumbers?max=0             | invalid_param_value | The value of parameter max must be 1 to 1000.",
                "serialNumbers?max=1001          | invalid_param_value | The value of parameter max must be 1 to 1000.",
                "serialNumbers?offset=-1         | invalid_param_value | The value of parameter offset must be 0 or more.",
                "serialNumbers?sort=name         | invalid_param_value | The value of parameter sort must be one of id, value, status, itemReference, dateCreated, lastUpdated.",
                "serialNumbers?order=ASC         | invalid_param_value | The value of parameter order must be one of asc, desc.",
                "serialNumbers?status=lost       | invalid_param_value | The value of parameter status must be one of new, reserved, sold.",
                "serialNumbers?value=            | invalid_param_value | The value of parameter value must not be empty.",
                "serialNumbers?value             | invalid_param_value | The value of parameter value must not be empty.",
                "serialNumbers?max=5&max=5       | invalid_param_value | The value of parameter max must be given once.",
                "serialNumbers?value=a%00b       | invalid_param_value | The value of parameter value must not hold control characters.",
                "serialNumbers?value=%FF         | invalid_param_value | The query string is not validly encoded: the bytes are not UTF-8.",
                "serialNumbers?cursor=AAAA       | invalid_param_value | The value of parameter cursor must be one that this list gave, with the same filters, sort and order.",
                "items?sort=status               | invalid_param_value | The value of parameter sort must be one of id, reference, name, dateCreated, lastUpdated."
            })
    void queriesAreChecked(String path, String error, String description) throws Exception {
        Answer answer = server.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.description()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                       | invalid_json",
                "[1]                                     | invalid_json",
                "null                                    | invalid_json",
                "{\"value\":\"a\",\"value\":\"b\"}        | invalid_json",
                "{} {}                                   | invalid_json",
                "{\"valeu\":\"a\",\"x\":1}                | invalid_param",
                "{\"value\":\"a\",\"values\":[\"b\"]}      | invalid_param",
                "{\"value\":\"a\",\"status\":\"NEW\"}      | invalid_param",
                "{}                                      | missing_param",
                "{\"value\":\"a\"}                        | missing_param",
                "{\"itemId\":ITEM}                       | missing_param",
                "{\"value\":null,\"itemId\":ITEM}         | missing_param",
                "{\"value\":1,\"itemId\":ITEM}            | invalid_param_type",
                "{\"value\":\"a\",\"itemId\":\"1\"}        | invalid_param_type",
                "{\"value\":\"a\",\"itemId\":1.5}          | invalid_param_type",
                "{\"value\":\"a\",\"itemId\":99999999999999999999} | invalid_param_type",
                "{\"value\":\"a\",\"itemId\":ITEM,\"useExternalId\":\"true\"} | invalid_param_type",
                "{\"value\":\"a\",\"itemId\":ITEM,\"useExternalId\":true} | invalid_param_type",
                "{\"values\":\"a\",\"itemId\":ITEM}        | invalid_param_type",
                "{\"values\":[\"a\",1],\"itemId\":ITEM}     | invalid_param_type",
                "{\"values\":[],\"itemId\":ITEM}          | invalid_param_value",
                "{\"values\":[\"\"],\"itemId\":ITEM}       | invalid_param_value",
                "{\"value\":\"\",\"itemId\":ITEM}          | invalid_param_value",
                "{\"value\":\"a\\u0000\",\"itemId\":ITEM}  | invalid_param_value",
                "{\"value\":\"\\ud800\",\"itemId\":ITEM}   | invalid_param_value",
                "{\"value\":\"taken\",\"itemId\":ITEM}     | not_unique",
                "{\"values\":[\"a\",\"taken\"],\"itemId\":ITEM} | not_unique",
                "{\"value\":\"a\",\"itemId\":77}           | not_found"
            })
    void creationsAreChecked(String body, String error) throws Exception {
        Answer answer = server.post("serialNumbers", body.replace("ITEM", Long.toString(item)));
        assertThat(answer.error()).as(answer.body()).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(error.equals("not_found") ? 404 : 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "serialNumbers/1    | {\"itemId\":1}               | invalid_param",
                "serialNumbers/1    | {\"status\":\"lost\"}         | invalid_param_value",
                "serialNumbers/1    | {\"status\":1}               | invalid_param_type",
                "serialNumbers/1    | {\"status\":null}            | invalid_param_value",
                "serialNumbers/1    | {\"value\":null}             | invalid_param_value",
                "serialNumbers/1    | {\"warehouseStockId\":\"7\"}  | invalid_param_type",
                "serialNumbers/9999 | {\"status\":\"lost\"}         | invalid_param_value",
                "serialNumbers/9999 | {}                          | not_found",
                "serialNumbers/x    | {}                          | invalid_param_type",
                "items/1            | {\"reference\":\"\"}          | invalid_param_value",
                "items/1            | {\"name\":null}              | invalid_param_value",
                "items/1            | {\"hasSerialNumbers\":true}  | invalid_param",
                "items/1            | {\"passTypeIdentifier\":\"a b\"} | invalid_param_value",
                "items/1            | {\"description\":5}          | invalid_param_type",
                "items/9999         | {\"name\":\"x\"}             | not_found"
            })
    void changesAreChecked(String path, String body, String error) throws Exception {
        Answer answer = server.put(path, body);
        assertThat(answer.error()).as(answer.body()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                  | missing_param",
                "{\"itemId\":1}                       | missing_param",
                "{\"itemId\":1,\"quantity\":\"2\"}     | invalid_param_type",
                "{\"itemId\":1,\"quantity\":0}         | invalid_param_value",
                "{\"itemId\":1,\"quantity\":10001}     | invalid_param_value",
                "{\"itemId\":77,\"quantity\":1}        | not_found",
                "{\"itemId\":1,\"quantity\":2}         | insufficient_stock",
                "{\"itemId\":1,\"quantity\":1,\"x\":1}  | invalid_param"
            })
    void reservationsAreChecked(String body, String error) throws Exception {
        assertThat(server.post("serialNumbers/reserve", body).error()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer wrong", "Basic secret", "secret", "Bearer secretx"})
    void withoutAValidTokenEverythingIsUnauthorized(String authorization) throws Exception {
        for (String path : List.of("serialNumbers", "serialNumbers?x=1", "nothing/here", "serialNumbers/1")) {
            Answer answer = server.send(server.request(path)
                    .setHeader("Authorization", authorization)
                    .method("PATCH", BodyPublishers.ofString("{"))
                    .build());
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.error()).isEqualTo("unauthorized");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void aPathThatIsNotThereComesBeforeItsMethodAndThatBeforeItsBody() throws Exception {
        assertThat(server.post("nothing", "text/plain", "{").error()).isEqualTo("not_found");
        assertThat(server.post("serialNumbers/", "{}").status()).isEqualTo(404);
        Answer method = server.send(server.request("serialNumbers/1")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{"))
                .build());
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.error()).isEqualTo("method_not_allowed");
        assertThat(method.header("Allow")).isEqualTo("DELETE, GET, HEAD, PUT");
        String big = " ".repeat(2 << 20);
        assertThat(server.post("serialNumbers", "text/plain", big).status()).isEqualTo(415);
        assertThat(server.post("serialNumbers", "application/json; charset=utf-16", "{")
                        .error())
                .isEqualTo("unsupported_media_type");
        assertThat(server.post("serialNumbers?x=1", big).error()).isEqualTo("payload_too_large");
        assertThat(server.post("serialNumbers?x=1", "{").error()).isEqualTo("invalid_json");
    }

    @Test
    void jsonThatBreaksIsToldWhere() throws Exception {
        assertThat(server.post("serialNumbers", "{\n  \"value\": oops}").description())
                .startsWith("The JSON breaks at line 2, column ");
    }

    @Test
    void slashesInARowCountAsOneAndEscapesAreDecodedOnce() throws Exception {
        assertThat(server.get("//api//v1.0///items//1").status()).isEqualTo(200);
        assertThat(server.get("/api/v1.0/%69tems/1").status()).isEqualTo(200);
        assertThat(server.get("items/reference/%2541").status()).isEqualTo(404);
        assertThat(server.get("items/reference/%41").status()).isEqualTo(200);
        assertThat(server.get("items/reference/%ff").status()).isEqualTo(400);
    }
}
