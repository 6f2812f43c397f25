package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.web.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The logs of devices, and the issuer's call to find them. */
class DeviceLogsTest {

    private static final String UNCHANGED = "Web service error for pass.com.example.card (https://example.com): Server"
            + " requested update to serial number 'C-1', but the pass was unchanged.";
    private static final ServerOptions.Devices DEFAULTS =
            ServerOptions.defaults().devices();

    private static void log(WalletServer wallet, List<String> messages) throws Exception {
        String body = new ObjectMapper().writeValueAsString(Collections.singletonMap("logs", messages));
        assertThat(wallet.server.post("/v1/log", body).status()).isEqualTo(200);
    }

    private static List<String> messages(WalletServer wallet, String query) throws Exception {
        List<String> messages = new ArrayList<>();
        for (JsonNode entry : wallet.server.get("deviceLogs" + query).json().path("data")) {
            messages.add(entry.path("message").asText());
        }
        return messages;
    }

    private static ServerOptions options(RateLimiter.Rate rate) {
        return ServerOptions.defaults().with(new ServerOptions.Devices(true, DEFAULTS.lists(), rate, List.of()));
    }

    @Test
    void aLogIsShownWithWhatItSays() throws Exception {
        try (WalletServer wallet = WalletServer.start()) {
            log(wallet, List.of("anything"));
            wallet.server.clock.advance(Duration.ofSeconds(1));
            log(wallet, List.of(UNCHANGED));
            JsonNode data = wallet.server.get("deviceLogs").json().path("data");
            assertThat(data.get(0).toString())
                    .isEqualTo("{\"id\":2,\"message\":\"" + UNCHANGED + "\",\"kind\":\"unchangedPass\","
                            + "\"passTypeIdentifier\":\"pass.com.example.card\",\"serialNumber\":\"C-1\","
                            + "\"deviceLibraryIdentifier\":null,\"dateCreated\":\"2026-11-21T10:00:01Z\"}");
            assertThat(data.get(1).path("kind").isNull()).isTrue();
            assertThat(messages(wallet, "?order=asc")).containsExactly("anything", UNCHANGED);
            assertThat(messages(wallet, "?kind=unchangedPass")).containsExactly(UNCHANGED);
            assertThat(messages(wallet, "?message=ANY*")).containsExactly("anything");
            assertThat(messages(wallet, "?passTypeIdentifier=pass.com.example.card"))
                    .containsExactly(UNCHANGED);
            assertThat(messages(wallet, "?dateCreated_lt=2026-11-21T10:00:01Z")).containsExactly("anything");
            assertThat(messages(wallet, "?max=1&offset=1")).containsExactly("anything");
            assertThat(wallet.server.get("deviceLogs?kind=x").error()).isEqualTo("invalid_param_value");
            assertThat(wallet.server.get("deviceLogs?sort=id").error()).isEqualTo("invalid_param_value");
            assertThat(wallet.server
                            .get("deviceLogs?lastUpdated_gt=2026-11-21T10:00:00Z")
                            .error())
                    .isEqualTo("invalid_param");
        }
    }

    @Test
    void longMessagesAreCutAndManyAreDropped() throws Exception {
        try (WalletServer wallet = WalletServer.start()) {
            log(wallet, List.of("x".repeat(5_000)));
            assertThat(messages(wallet, "")).containsExactly("x".repeat(4_096));
            List<String> many = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                many.add("entry " + i);
            }
            log(wallet, many);
            assertThat(messages(wallet, "?max=1000&message=entry*"))
                    .hasSize(100)
                    .contains("entry 99");
        }
    }

    @Test
    void logsAreBoundedByNumberAndAge() throws Exception {
        try (WalletServer wallet = WalletServer.starting(
                "memory:",
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) -> builder.deviceLogs(Duration.ofDays(30), 5))) {
            for (int i = 0; i < 8; i++) {
                log(wallet, List.of("entry " + i));
            }
            assertThat(messages(wallet, "")).containsExactly("entry 7", "entry 6", "entry 5", "entry 4", "entry 3");
            wallet.server.clock.advance(Duration.ofDays(29));
            log(wallet, List.of("late"));
            wallet.server.clock.advance(Duration.ofDays(2));
            assertThat(messages(wallet, "")).containsExactly("late");
        }
    }

    @Test
    void logsOverTheRateAreDropped() throws Exception {
        ServerOptions options = options(new RateLimiter.Rate(1, 3));
        try (WalletServer wallet = WalletServer.start("memory:", options)) {
            for (int i = 0; i < 100; i++) {
                log(wallet, List.of("entry " + i));
            }
            assertThat(messages(wallet, "?order=asc"))
                    .startsWith("entry 0", "entry 1", "entry 2")
                    .hasSizeLessThan(50);
        }
    }
}
