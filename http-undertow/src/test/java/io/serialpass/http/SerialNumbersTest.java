package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialNumbersTest {

    private TestServer server;
    private long item;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        item = server.addItem("HUAWEI");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer change(long id, String json) throws Exception {
        return server.put("serialNumbers/" + id, json);
    }

    @Test
    void aSerialNumberIsShownAsDocumented() throws Exception {
        Answer created = server.post("serialNumbers", "{\"value\":\"74924P109E\",\"itemId\":" + item + "}");
        long id = created.json().path("id").asLong();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1.0/serialNumbers/" + id);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        assertThat(created.body())
                .isEqualTo("{\"id\":" + id + ",\"value\":\"74924P109E\",\"status\":\"NEW\",\"itemId\":" + item
                        + ",\"item\":{\"id\":" + item + ",\"reference\":\"HUAWEI\",\"href\":\"/api/v1.0/items/" + item
                        + "\"},\"warehouseStockId\":null,\"organization\":\"acme\","
                        + "\"dateCreated\":\"2026-11-21T10:00:00Z\",\"lastUpdated\":\"2026-11-21T10:00:00Z\"}");
        assertThat(server.get(created.header("Location")).body()).isEqualTo(created.body());
        String href = created.json().path("item").path("href").asText();
        assertThat(server.get(href).json().path("reference").asText()).isEqualTo("HUAWEI");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\u00a0a", "a\u200b", "\ufeffa", " ", "a\u3000"})
    void aValueNeitherBeginsNorEndsWithWhiteSpace(String value) throws Exception {
        long id = server.add(item, "a");
        for (Answer answer : List.of(
                server.post("serialNumbers", "{\"value\":\"" + value + "\",\"itemId\":" + item + "}"),
                server.post("serialNumbers", "{\"values\":[\"b\",\"" + value + "\"],\"itemId\":" + item + "}"),
                change(id, "{\"value\":\"" + value + "\"}"))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("invalid_param_value");
            assertThat(answer.description()).contains("white space");
        }
    }

    @Test
    void aValueOfAnOlderStoreThatEndsWithWhiteSpaceIsStillListedAndSold() throws Exception {
        long id = server.add(item, "a");
        server.store().storage().write(tx -> {
            SerialNumber row = tx.serialNumbers()
                    .find(new Organization("acme"), new SerialNumberId(id))
                    .orElseThrow();
            return tx.serialNumbers()
                    .update(row.with(row.details().withValue(new SerialNumberValue("a ")), row.lastUpdated()));
        });
        assertThat(server.get("serialNumbers?value=a%20").json().path("data")).hasSize(1);
        assertThat(change(id, "{\"status\":\"SOLD\"}").json().path("value").asText())
                .isEqualTo("a ");
        assertThat(change(id, "{\"value\":\"a\"}").status()).isEqualTo(200);
    }

    @Test
    void severalAreCreatedInTheOrderSent() throws Exception {
        Answer created = server.post(
                "serialNumbers", "{\"values\":[\"b\",\"a\",\"c\"],\"itemId\":\"HUAWEI\",\"useExternalId\":true}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("data").findValuesAsText("value")).containsExactly("b", "a", "c");
        assertThat(created.json().has("paging")).isFalse();
    }

    @Test
    void severalAreCreatedAllOrNone() throws Exception {
        server.add(item, "taken");
        for (String values : List.of("\"x\",\"taken\",\"y\"", "\"x\",\"y\",\"x\"")) {
            Answer answer = server.post("serialNumbers", "{\"values\":[" + values + "],\"itemId\":" + item + "}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("not_unique");
            assertThat(answer.description()).isEqualTo("value already used");
        }
        assertThat(server.get("serialNumbers")
                        .json()
                        .path("paging")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void tenThousandAreCreatedAtOnceAndNotOneMore() throws Exception {
        String values = String.join(
                ",", IntStream.range(0, 10_000).mapToObj(i -> "\"" + i + "\"").toList());
        Answer created = server.post("serialNumbers", "{\"values\":[" + values + "],\"itemId\":" + item + "}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("data")).hasSize(10_000);
        Answer tooMany = server.post("serialNumbers", "{\"values\":[" + values + ",\"x\"],\"itemId\":" + item + "}");
        assertThat(tooMany.error()).isEqualTo("invalid_param_value");
    }

    @Test
    void everyFieldChangesAloneAndTogether() throws Exception {
        long id = server.add(item, "a");
        server.clock.advance(Duration.ofSeconds(5));
        JsonNode changed = change(id, "{\"value\":\"b\",\"status\":\"reserved\",\"warehouseStockId\":7}")
                .json();
        assertThat(changed.path("value").asText()).isEqualTo("b");
        assertThat(changed.path("status").asText()).isEqualTo("RESERVED");
        assertThat(changed.path("warehouseStockId").asLong()).isEqualTo(7);
        assertThat(changed.path("lastUpdated").asText()).isEqualTo("2026-11-21T10:00:05Z");
        assertThat(changed.path("dateCreated").asText()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(change(id, "{\"warehouseStockId\":null}")
                        .json()
                        .path("warehouseStockId")
                        .isNull())
                .isTrue();
        assertThat(server.get("serialNumbers/" + id).json().path("value").asText())
                .isEqualTo("b");
    }

    @Test
    void whatStaysTheSameIsNoChange() throws Exception {
        long id = server.add(item, "a");
        String before = server.get("serialNumbers/" + id).body();
        server.clock.advance(Duration.ofSeconds(5));
        for (String same : List.of("{}", "{\"status\":\"new\"}", "{\"value\":\"a\",\"warehouseStockId\":null}")) {
            Answer answer = change(id, same);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(before);
        }
    }

    @Test
    void aStatusMovesAsItsLifeGoes() throws Exception {
        long id = server.add(item, "a");
        for (String status : List.of("RESERVED", "NEW", "SOLD", "NEW", "RESERVED", "SOLD")) {
            assertThat(change(id, "{\"status\":\"" + status + "\"}")
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo(status);
        }
        String before = server.get("serialNumbers/" + id).body();
        Answer refused = change(id, "{\"status\":\"reserved\",\"value\":\"z\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_status_transition");
        assertThat(refused.description()).contains("SOLD", "RESERVED");
        assertThat(server.get("serialNumbers/" + id).body()).isEqualTo(before);
    }

    @Test
    void onlyANewOneIsDeleted() throws Exception {
        long id = server.add(item, "a");
        change(id, "{\"status\":\"sold\"}");
        assertThat(server.delete("serialNumbers/" + id).error()).isEqualTo("delete_failed");
        change(id, "{\"status\":\"new\"}");
        assertThat(server.delete("serialNumbers/" + id).body())
                .isEqualTo("{\"success\":\"true\",\"success_description\":\"Instance deleted successfully\"}");
        Answer gone = server.delete("serialNumbers/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.description()).isEqualTo("The serial number with the id " + id + " doesn't exist.");
    }

    @Test
    void reservingGivesTheOldestOrNothing() throws Exception {
        server.add(item, "c");
        server.add(item, "a");
        server.add(item, "b");
        Answer tooMany = server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":4}");
        assertThat(tooMany.error()).isEqualTo("insufficient_stock");
        assertThat(tooMany.description()).contains("4").contains("3");
        Answer reserved = server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":2}");
        assertThat(reserved.json().path("data").findValuesAsText("value")).containsExactly("c", "a");
        assertThat(reserved.json().path("data").findValuesAsText("status")).containsExactly("RESERVED", "RESERVED");
    }

    @Test
    void thirtyTwoCallersReserveEachSerialNumberOnce() throws Exception {
        String values = String.join(
                ",", IntStream.range(0, 100).mapToObj(i -> "\"" + i + "\"").toList());
        server.post("serialNumbers", "{\"values\":[" + values + "],\"itemId\":" + item + "}");
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            Callable<Answer> reserve =
                    () -> server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":3}");
            List<String> reserved = new ArrayList<>();
            int refused = 0;
            for (var answer : threads.invokeAll(
                    IntStream.range(0, 40).mapToObj(i -> reserve).toList())) {
                if (answer.get().status() == 200) {
                    reserved.addAll(answer.get().json().path("data").findValuesAsText("value"));
                } else {
                    assertThat(answer.get().error()).isEqualTo("insufficient_stock");
                    refused++;
                }
            }
            assertThat(reserved).hasSize(99).doesNotHaveDuplicates();
            assertThat(refused).isEqualTo(7);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anotherOrganizationsRowsDoNotExist() throws Exception {
        long id = server.add(item, "a");
        var request = server.request("serialNumbers/" + id).setHeader("Authorization", "Bearer other-secret");
        assertThat(server.send(request.build()).status()).isEqualTo(404);
        assertThat(server.send(request.DELETE().build()).status()).isEqualTo(404);
        var list = server.request("serialNumbers").setHeader("Authorization", "bearer  other-secret");
        assertThat(server.send(list.build()).json().path("paging").path("total").asInt())
                .isZero();
        assertThat(server.get("serialNumbers/" + id).status()).isEqualTo(200);
    }

    @Test
    void headAnswersAsGetWithoutTheBody() throws Exception {
        long id = server.add(item, "a");
        Answer head = server.send(server.request("serialNumbers/" + id)
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(
                        server.get("serialNumbers/" + id).body().length()));
    }
}
