package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.cli.ServerProgram.Answer;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Shops that reserve serial numbers of one item at any server, and sell one of each two. */
final class StockSales {

    static final String SERIAL_NUMBERS = "/api/v1.0/serialNumbers";

    private static final int OK = 200;

    private final ServersInUse servers;
    private final String token;
    private final long item;
    private final Set<Long> reserved = ConcurrentHashMap.newKeySet();
    private final Set<Long> sold = ConcurrentHashMap.newKeySet();

    /**
     * Shops that sell an item.
     *
     * @param token the value of the header {@code Authorization}
     */
    StockSales(ServersInUse servers, String token, long item) {
        this.servers = servers;
        this.token = token;
        this.item = item;
    }

    /** The ids of the serial numbers that were reserved, those that were sold since included. */
    Set<Long> reserved() {
        return reserved;
    }

    /** The ids of the serial numbers that were sold. */
    Set<Long> sold() {
        return sold;
    }

    void once(int shop, Random random) throws InterruptedException {
        String key = new UUID(random.nextLong(), random.nextLong()).toString();
        String two = "{\"itemId\":" + item + ",\"quantity\":2}";
        Answer answer = servers.ask(
                random, server -> server.json("POST", SERIAL_NUMBERS + "/reserve", token, two, "Idempotency-Key", key));
        JsonNode got = answer.requires(OK).json().path("data");
        assertThat(got).hasSize(2);
        for (JsonNode one : got) {
            assertThat(reserved.add(one.path("id").asLong()))
                    .as("no serial number is reserved twice: " + one)
                    .isTrue();
        }
        long id = got.path(0).path("id").asLong();
        servers.ask(random, server -> server.json("PUT", SERIAL_NUMBERS + "/" + id, token, "{\"status\":\"SOLD\"}"))
                .requires(OK);
        sold.add(id);
    }
}
