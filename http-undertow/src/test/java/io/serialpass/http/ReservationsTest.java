package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.Serialpass;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.storage.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reservation ends by itself, is prolonged and cancelled, over HTTP. The clock of the server stands still unless it is moved. */
@Timeout(120)
class ReservationsTest {

    private static TestServer server;
    private static int items;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode reserve(String more) throws Exception {
        items++;
        long item = server.addItem("R-" + items);
        server.add(item, "V");
        Answer answer = server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":1" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data").get(0);
    }

    private static JsonNode show(JsonNode row) throws Exception {
        return server.get("serialNumbers/" + row.path("id")).json();
    }

    private static Answer put(JsonNode row, String json) throws Exception {
        return server.put("serialNumbers/" + row.path("id"), json);
    }

    /** Waits for the work in the background. */
    private static void awaitStatus(TestServer from, JsonNode row, String status) throws Exception {
        Await.until(() -> from.get("serialNumbers/" + row.path("id"))
                .json()
                .path("status")
                .asText()
                .equals(status));
    }

    @Test
    void aReservationEndsAtItsTime() throws Exception {
        JsonNode row = reserve(",\"expiresIn\":60");
        String end = server.clock.instant().plusSeconds(60).toString().replaceFirst("\\.[0-9]+", "");
        assertThat(row.path("reservedUntil").asText()).isEqualTo(end);
        assertThat(show(row)).isEqualTo(row);
        server.clock.advance(Duration.ofSeconds(60));
        awaitStatus(server, row, "NEW");
        assertThat(show(row).has("reservedUntil")).isFalse();
        assertThat(server.get("events?max=1000").body()).contains("serialNumbers.returned");
    }

    @Test
    void aReservationWithoutAnEndShowsNone() throws Exception {
        JsonNode row = reserve("");
        assertThat(row.path("status").asText()).isEqualTo("RESERVED");
        assertThat(row.has("reservedUntil")).isFalse();
        assertThat(put(row, "{\"expiresIn\":30}").json().has("reservedUntil")).isTrue();
        assertThat(put(row, "{\"expiresIn\":null}").json().has("reservedUntil")).isFalse();
    }

    @Test
    void aReservationIsProlongedAndCancelled() throws Exception {
        JsonNode row = reserve(",\"expiresIn\":60");
        Answer same = put(row, "{\"status\":\"RESERVED\"}");
        assertThat(same.json()).as("the same status is no change").isEqualTo(row);
        JsonNode prolonged = put(row, "{\"expiresIn\":7200}").json();
        assertThat(prolonged.path("reservedUntil").asText())
                .isGreaterThan(row.path("reservedUntil").asText());
        server.clock.advance(Duration.ofSeconds(90));
        JsonNode other = reserve(",\"expiresIn\":1");
        server.clock.advance(Duration.ofSeconds(1));
        awaitStatus(server, other, "NEW");
        assertThat(show(row).path("status").asText()).isEqualTo("RESERVED");
        JsonNode cancelled = put(row, "{\"status\":\"NEW\"}").json();
        assertThat(cancelled.path("status").asText()).isEqualTo("NEW");
        assertThat(cancelled.has("reservedUntil")).isFalse();
    }

    @Test
    void whatIsSoldForgetsTheEnd() throws Exception {
        JsonNode row = reserve(",\"expiresIn\":5");
        assertThat(put(row, "{\"status\":\"SOLD\"}").json().has("reservedUntil"))
                .isFalse();
        JsonNode other = reserve(",\"expiresIn\":5");
        server.clock.advance(Duration.ofSeconds(5));
        awaitStatus(server, other, "NEW");
        assertThat(show(row).path("status").asText()).isEqualTo("SOLD");
    }

    @Test
    void aChangeToReservedCanEnd() throws Exception {
        JsonNode row = reserve("");
        put(row, "{\"status\":\"NEW\"}");
        JsonNode reserved =
                put(row, "{\"status\":\"reserved\",\"expiresIn\":3}").json();
        assertThat(reserved.path("status").asText()).isEqualTo("RESERVED");
        assertThat(reserved.has("reservedUntil")).isTrue();
        server.clock.advance(Duration.ofSeconds(3));
        awaitStatus(server, row, "NEW");
    }

    @Test
    void aReservationEndsAlsoAfterAStop() throws Exception {
        try (TestServer own = TestServer.start()) {
            long item = own.addItem("A");
            own.add(item, "V");
            JsonNode row = own.post(
                            "serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":1,\"expiresIn\":60}")
                    .json()
                    .path("data")
                    .get(0);
            own.stop();
            own.clock.advance(Duration.ofSeconds(61));
            SerialNumberId id = new SerialNumberId(row.path("id").asLong());
            try (Serialpass app =
                    Serialpass.builder(own.store().storage()).clock(own.clock).build()) {
                Await.until(() -> status(app, id) == SerialNumberStatus.NEW);
            }
        }
    }

    private static SerialNumberStatus status(Serialpass app, SerialNumberId id) {
        return app.serialNumbers()
                .find(new Organization("acme"), id)
                .orElseThrow()
                .details()
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "0,invalid_param_value",
        "31536001,invalid_param_value",
        "1.5,invalid_param_type",
        "'\"60\"',invalid_param_type"
    })
    void anEndThatIsNoneIsRefused(String seconds, String error) throws Exception {
        JsonNode row = reserve("");
        Answer changed = put(row, "{\"expiresIn\":" + seconds + "}");
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.error()).isEqualTo(error);
        Answer reserved = server.post(
                "serialNumbers/reserve",
                "{\"itemId\":" + row.path("itemId") + ",\"quantity\":1,\"expiresIn\":" + seconds + "}");
        assertThat(reserved.error()).isEqualTo(error);
        assertThat(show(row)).isEqualTo(row);
    }

    @Test
    void onlyAReservationEnds() throws Exception {
        JsonNode row = reserve("");
        Answer sold = put(row, "{\"status\":\"SOLD\",\"expiresIn\":60}");
        assertThat(sold.status()).isEqualTo(400);
        assertThat(sold.error()).isEqualTo("invalid_param_value");
        assertThat(sold.description())
                .isEqualTo(
                        "The value of parameter expiresIn is for a serial number that is RESERVED. This one is SOLD.");
        assertThat(show(row)).isEqualTo(row);
    }
}
