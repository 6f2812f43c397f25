package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit trail tells which token changed what, and from where. */
@Timeout(120)
class AuditTest {

    private static TestServer server;
    private static long first;
    private static long second;
    private static JsonNode shop;

    @BeforeAll
    static void start() throws Exception {
        RateLimiter.Rate rate = new RateLimiter.Rate(50, 500);
        server = TestServer.start(
                TestServer.SQLITE,
                ServerOptions.defaults().with(new ServerOptions.Devices(true, rate, rate, List.of("127.0.0.1"))));
        long item = server.addItem("A");
        first = server.add(item, "1");
        shop = server.post("tokens", "{\"role\":\"write\",\"name\":\"the shop\"}")
                .json();
        second = server.add(item, "2");
        sell(first, "203.0.113.9");
        server.clock.advance(Duration.ofHours(1));
        sell(second, "2001:db8::7");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void sell(long id, String from) throws Exception {
        Answer answer = server.send(server.request("serialNumbers/" + id)
                .setHeader("Authorization", "Bearer " + shop.path("token").asText())
                .header("X-Forwarded-For", from)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"status\":\"SOLD\"}"))
                .build());
        assertThat(answer.status()).isEqualTo(200);
    }

    private static List<String> changes(String query) throws Exception {
        return changes(server, query);
    }

    /** Each change as its type, the first serial number that it names, and whoever made it. */
    private static List<String> changes(TestServer server, String query) throws Exception {
        Answer answer = server.get("audit" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> changes = new ArrayList<>();
        for (JsonNode event : answer.json().path("data")) {
            changes.add(event.path("type").asText() + " "
                    + event.path("ids").path(0).path("first") + " by "
                    + event.path("actor").path("name").asText() + " from "
                    + event.path("actor").path("address").asText());
        }
        return changes;
    }

    @Test
    void whoChangedWhatFromWhereIsTold() throws Exception {
        assertThat(changes(""))
                .containsExactly(
                        "item.created  by configured from 127.0.0.1",
                        "serialNumbers.created " + first + " by configured from 127.0.0.1",
                        "apiToken.created  by configured from 127.0.0.1",
                        "serialNumbers.created " + second + " by configured from 127.0.0.1",
                        "serialNumbers.sold " + first + " by the shop from 203.0.113.9",
                        "serialNumbers.sold " + second + " by the shop from 2001:db8::7");
        JsonNode sold = server.get("audit?type=serialNumbers.sold&max=1")
                .json()
                .path("data")
                .get(0);
        assertThat(sold.path("actor").toString())
                .isEqualTo("{\"tokenId\":" + shop.path("id")
                        + ",\"name\":\"the shop\",\"role\":\"write\",\"address\":\"203.0.113.9\"}");
        assertThat(server.get("audit").body()).doesNotContain(shop.path("token").asText());
    }

    @Test
    void theTrailIsFilteredAndReadOn() throws Exception {
        assertThat(changes("?tokenId=" + shop.path("id"))).hasSize(2);
        assertThat(changes("?tokenId=9999")).isEmpty();
        assertThat(changes("?type=serialNumbers.created")).hasSize(2);
        assertThat(changes("?time_gte=2026-11-21T11:00:00Z"))
                .singleElement()
                .asString()
                .startsWith("serialNumbers.sold " + second);
        JsonNode page =
                server.get("audit?tokenId=" + shop.path("id") + "&max=1").json();
        assertThat(page.path("data")).hasSize(1);
        JsonNode rest = server.get("audit?after=" + page.path("next")).json();
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("next")).isEqualTo(rest.path("newest"));
    }

    /** The fields of an event that only events of its type have. */
    private static String told(JsonNode event) {
        ObjectNode rest = event.deepCopy();
        rest.remove(List.of("position", "type", "time", "organization", "actor"));
        return event.path("type").asText() + " " + rest;
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, "memory:"})
    void whatIsSetUpIsInTheTrailWithoutASecret(String url) throws Exception {
        try (TestServer another = TestServer.start(
                url,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) ->
                        builder.packager(new ApplePassPackager(SigningIdentities.of(), Optional.empty(), clock)))) {
            long item = another.addItem("A");
            another.put("items/" + item, "{\"name\":\"Apple\"}");
            another.delete("items/" + item);
            another.post("passTypes", "{\"passTypeIdentifier\":\"pass.a\"}");
            another.delete("passTypes/pass.a");
            another.post("passes", "{\"passTypeIdentifier\":\"pass.b\",\"serialNumber\":\"S/1\"}");
            JsonNode link = another.post("passes/pass.b/S%2F1/link", "{}").json();
            another.delete("links/" + link.path("id"));
            JsonNode token = another.post("tokens", "{\"role\":\"scan\",\"name\":\"the gate\"}")
                    .json();
            another.delete("tokens/" + token.path("id"));
            Answer trail = another.get("audit");
            List<String> told = new ArrayList<>();
            trail.json().path("data").forEach(event -> told.add(told(event)));
            String passes = "\"passes\":[{\"passTypeIdentifier\":\"pass.b\",\"serialNumber\":\"S/1\"}]}";
            assertThat(told)
                    .containsExactly(
                            "item.created {\"itemId\":1,\"itemReference\":\"A\"}",
                            "item.changed {\"itemId\":1,\"itemReference\":\"A\"}",
                            "item.deleted {\"itemId\":1,\"itemReference\":\"A\"}",
                            "passType.created {\"passTypeIdentifier\":\"pass.a\",\"files\":[]}",
                            "passType.deleted {\"passTypeIdentifier\":\"pass.a\",\"files\":[]}",
                            "passType.created {\"passTypeIdentifier\":\"pass.b\",\"files\":[]}",
                            "pass.created"
                                    + " {\"passTypeIdentifier\":\"pass.b\",\"serialNumbers\":[\"S/1\"],\"updateTag\":null}",
                            "link.created {\"linkId\":1," + passes,
                            "link.revoked {\"linkId\":1," + passes,
                            "apiToken.created {\"apiTokenId\":1,\"name\":\"the gate\",\"role\":\"scan\"}",
                            "apiToken.revoked {\"apiTokenId\":1,\"name\":\"the gate\",\"role\":\"scan\"}");
            assertThat(changes(another, "")).allMatch(change -> change.endsWith(" by configured from 127.0.0.1"));
            assertThat(trail.body()).doesNotContain(token.path("token").asText(), secret(link));
            assertThat(another.get("audit?type=link.revoked").json().path("data"))
                    .hasSize(1);
            assertThat(another.get("events").json().path("data"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.path("type").asText()).isEqualTo("pass.created"));
        }
    }

    private static String secret(JsonNode link) {
        return link.path("path").asText().substring("/p/".length());
    }

    /** What a device does, and what is told to those who may only read, names nobody. */
    @Test
    void eventsNameNobody() throws Exception {
        assertThat(server.get("events").body()).contains("serialNumbers.sold").doesNotContain("actor", "203.0.113.9");
    }

    @Test
    void anotherOrganizationReadsItsOwn() throws Exception {
        Answer other = server.send(server.request("audit")
                .setHeader("Authorization", "Bearer other-secret")
                .build());
        assertThat(other.json().path("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "?tokenId=x,invalid_param_type",
        "?type=coffee.made,invalid_param_value",
        "?time_gt=then,invalid_param_type",
        "?max=1001,invalid_param_value",
        "?after=99999999,invalid_param_value",
        "?who=me,invalid_param"
    })
    void whatIsNoFilterIsRefused(String query, String error) throws Exception {
        Answer answer = server.get("audit" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
    }
}
