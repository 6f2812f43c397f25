package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemsTest {

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anItemIsShownAsDocumented() throws Exception {
        Answer created = server.post("items", "{\"reference\":\"A/1 ü\"}");
        long id = created.json().path("id").asLong();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1.0/items/" + id);
        assertThat(created.body())
                .isEqualTo("{\"id\":" + id + ",\"reference\":\"A/1 ü\",\"name\":\"A/1 ü\",\"description\":null,"
                        + "\"passTypeIdentifier\":null,\"hasSerialNumbers\":false,\"organization\":\"acme\","
                        + "\"dateCreated\":\"2026-11-21T10:00:00Z\",\"lastUpdated\":\"2026-11-21T10:00:00Z\"}");
        assertThat(server.get("items/" + id).body()).isEqualTo(created.body());
        assertThat(server.get("items/reference/A%2F1%20%C3%BC").body()).isEqualTo(created.body());
    }

    @Test
    void aChangeChangesWhatItNames() throws Exception {
        long id = server.addItem("A");
        server.clock.advance(Duration.ofSeconds(3));
        JsonNode changed = server.put(
                        "items/" + id,
                        "{\"name\":\"n\",\"description\":\"d\\nd\",\"passTypeIdentifier\":\"pass.com.example\"}")
                .json();
        assertThat(changed.path("reference").asText()).isEqualTo("A");
        assertThat(changed.path("name").asText()).isEqualTo("n");
        assertThat(changed.path("description").asText()).isEqualTo("d\nd");
        assertThat(changed.path("passTypeIdentifier").asText()).isEqualTo("pass.com.example");
        assertThat(changed.path("lastUpdated").asText()).isEqualTo("2026-11-21T10:00:03Z");
        server.clock.advance(Duration.ofSeconds(3));
        assertThat(server.put("items/" + id, "{\"name\":\"n\"}").json()).isEqualTo(changed);
        JsonNode cleared = server.put("items/" + id, "{\"description\":null,\"passTypeIdentifier\":null}")
                .json();
        assertThat(cleared.path("description").isNull()).isTrue();
        assertThat(cleared.path("passTypeIdentifier").isNull()).isTrue();
    }

    @Test
    void aReferenceIsUniqueWithinItsOrganization() throws Exception {
        server.addItem("A");
        long second = server.addItem("B");
        Answer answer = server.post("items", "{\"reference\":\"A\"}");
        assertThat(answer.error()).isEqualTo("not_unique");
        assertThat(answer.description()).isEqualTo("reference already used");
        assertThat(server.put("items/" + second, "{\"reference\":\"A\"}").error())
                .isEqualTo("not_unique");
        assertThat(server.put("items/" + second, "{\"reference\":\"a\"}").status())
                .isEqualTo(200);
    }

    @Test
    void anItemWithSerialNumbersStays() throws Exception {
        long id = server.addItem("A");
        long row = server.add(id, "1");
        assertThat(server.get("items/" + id).json().path("hasSerialNumbers").asBoolean())
                .isTrue();
        assertThat(server.delete("items/" + id).error()).isEqualTo("delete_failed");
        server.delete("serialNumbers/" + row);
        assertThat(server.delete("items/" + id).json().path("success").asText()).isEqualTo("true");
        assertThat(server.get("items/" + id).description()).isEqualTo("The item with the id " + id + " doesn't exist.");
    }

    @Test
    void itemsAreListedAndFiltered() throws Exception {
        for (String reference : new String[] {"b-1", "B-2", "a-1"}) {
            server.addItem(reference);
        }
        assertThat(server.get("items?sort=reference").json().path("data").findValuesAsText("reference"))
                .containsExactly("B-2", "a-1", "b-1");
        assertThat(server.get("items?reference=b*&order=desc")
                        .json()
                        .path("data")
                        .findValuesAsText("reference"))
                .containsExactly("B-2", "b-1");
        assertThat(server.get("items?name=*-1&max=1")
                        .json()
                        .path("paging")
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }
}
