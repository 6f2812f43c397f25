package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.organization.Organization;
import io.serialpass.service.BarcodeIndex;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/v1.0/events}: in order, of one organization, waiting without a thread. */
@Timeout(120)
class EventsTest {

    private static List<String> types(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> types = new ArrayList<>();
        answer.json().path("data").forEach(event -> types.add(event.path("type").asText()));
        return types;
    }

    private static Answer asOther(TestServer server, String path) throws Exception {
        HttpRequest request = server.request(path)
                .setHeader("Authorization", "Bearer other-secret")
                .build();
        return server.send(request);
    }

    private static long next(Answer answer) {
        return answer.json().path("next").asLong();
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, "memory:"})
    void whatHappensIsToldInOrder(String url) throws Exception {
        try (TestServer server = TestServer.start(url, ServerOptions.defaults())) {
            assertThat(server.get("events").body()).isEqualTo("{\"data\":[],\"next\":0,\"newest\":0}");
            long item = server.addItem("A");
            server.post("serialNumbers", "{\"values\":[\"a\",\"b\",\"c\"],\"itemId\":" + item + "}");
            server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":2}");
            server.post("passes", "{\"passTypeIdentifier\":\"pass.com.example.card\",\"serialNumber\":\"S-1\"}");
            server.put("passes/pass.com.example.card/S-1", "{\"voided\":true}");
            Answer answer = server.get("events");
            assertThat(types(answer))
                    .containsExactly("serialNumbers.created", "serialNumbers.reserved", "pass.created", "pass.voided");
            JsonNode data = answer.json().path("data");
            String time = data.get(0).path("time").asText();
            assertThat(Instant.parse(time))
                    .isEqualTo(server.clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
            assertThat(data.get(1))
                    .hasToString("{\"position\":3,\"type\":\"serialNumbers.reserved\",\"time\":\"" + time
                            + "\",\"organization\":\"acme\",\"itemId\":" + item
                            + ",\"count\":2,\"ids\":[{\"first\":1,\"last\":2}]}");
            assertThat(data.get(3))
                    .hasToString("{\"position\":6,\"type\":\"pass.voided\",\"time\":\"" + time
                            + "\",\"organization\":\"acme\",\"passTypeIdentifier\":\"pass.com.example.card\","
                            + "\"serialNumbers\":[\"S-1\"],\"updateTag\":null}");
            assertThat(next(answer)).isEqualTo(6);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void aPhonesRegistrationIsToldWithoutItsPushToken() throws Exception {
        try (TestServer server = TestServer.start()) {
            String token = server.post(
                            "passes", "{\"passTypeIdentifier\":\"pass.com.example.card\",\"serialNumber\":\"S-1\"}")
                    .json()
                    .path("authenticationToken")
                    .asText();
            String path = "/v1/devices/D/registrations/pass.com.example.card/S-1";
            for (String pushToken : List.of("push-one", "push-two")) {
                server.send(server.request(path)
                        .setHeader("Authorization", "ApplePass " + token)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"pushToken\":\"" + pushToken + "\"}"))
                        .build());
            }
            server.send(server.request(path)
                    .setHeader("Authorization", "ApplePass " + token)
                    .DELETE()
                    .build());
            Answer answer = server.get("events?after=2");
            assertThat(types(answer))
                    .containsExactly("device.registered", "device.pushTokenChanged", "device.unregistered");
            assertThat(answer.body())
                    .contains("\"deviceLibraryIdentifier\":\"D\",\"passTypeIdentifier\":\"pass.com.example.card\","
                            + "\"serialNumber\":\"S-1\"}")
                    .doesNotContain("push-one", token);
        }
    }

    @Test
    void aTokenSeesItsOrganizationsEventsAlone() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.add(server.addItem("A"), "a");
            Answer others = asOther(server, "events");
            assertThat(types(others)).isEmpty();
            assertThat(next(others)).as("nothing up to here is left out").isEqualTo(2);
            assertThat(server.send(server.request("events")
                                    .setHeader("Authorization", "Bearer wrong")
                                    .build())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void followingNextVisitsEachEventOnce() throws Exception {
        try (TestServer server = TestServer.start()) {
            long item = server.addItem("A");
            for (int i = 0; i < 25; i++) {
                server.add(item, "v" + i);
            }
            List<Long> positions = new ArrayList<>();
            Answer answer = server.get("events?max=10");
            while (!types(answer).isEmpty()) {
                answer.json()
                        .path("data")
                        .forEach(event -> positions.add(event.path("position").asLong()));
                assertThat(answer.json().path("newest").asLong()).isEqualTo(26);
                answer = server.get("events?max=10&after=" + next(answer));
            }
            assertThat(positions).hasSize(25).isSorted().doesNotHaveDuplicates();
        }
    }

    /** A page is as large as its events: one that names many rows ends it early, and the next goes on behind it. */
    @Test
    void pagesStaySmallWhateverEventsName() throws Exception {
        try (TestServer server = TestServer.start()) {
            List<IdRanges.Range> apart = new ArrayList<>();
            for (int i = 0; i < IdRanges.MOST_RANGES; i++) {
                apart.add(new IdRanges.Range(2L * i, 2L * i));
            }
            SerialNumberEvent large =
                    new SerialNumberEvent(EventType.SERIAL_NUMBERS_SOLD, Optional.empty(), new IdRanges(apart));
            server.store().storage().write(tx -> {
                for (int i = 0; i < 25; i++) {
                    tx.events().append(new Organization("acme"), large, Instant.EPOCH);
                }
                return true;
            });
            Answer first = server.get("events?max=1000");
            assertThat(types(first)).hasSize(10);
            Answer second = server.get("events?max=1000&after=" + next(first));
            assertThat(types(second)).hasSize(10);
            assertThat(types(server.get("events?max=1000&after=" + next(second))))
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, "memory:"})
    void aRequestWaitsForTheNextEvent(String url) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestServer server = TestServer.start(url, ServerOptions.defaults())) {
            long item = server.addItem("A");
            long after = 0;
            for (int i = 0; i < 20; i++) {
                String path = "events?wait=30&after=" + after;
                Future<Answer> waiting = threads.submit(() -> server.get(path));
                if (i % 2 == 0) {
                    // Of another organization: nothing to tell.
                    asOther(server, "items");
                }
                server.add(item, "v" + i);
                Answer answer = waiting.get(20, TimeUnit.SECONDS);
                assertThat(types(answer)).containsExactly("serialNumbers.created");
                after = next(answer);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aWaitEndsWithItsTimeAndHeadDoesNotWait() throws Exception {
        try (TestServer server = TestServer.start()) {
            long begin = System.nanoTime();
            Answer answer = server.get("events?wait=1");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(answer.body()).isEqualTo("{\"data\":[],\"next\":0,\"newest\":0}");
            begin = System.nanoTime();
            assertThat(server.send(server.request("events?wait=30")
                                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                    .build())
                            .status())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        }
    }

    private static final ServerOptions ONE_OF_EACH =
            ServerOptions.defaults().with(new ServerOptions.Concurrency(1, 1, 1_000, 10_000));

    /** With one worker and two readers, 300 requests wait, and others are served. */
    @Test
    void manyWaitWithoutAThreadAndAreWokenTogether() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestServer server = TestServer.start(TestServer.SQLITE, ONE_OF_EACH)) {
            long item = server.addItem("A");
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                waiting.add(threads.submit(() -> server.get("events?wait=30")));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(server.get("items/" + item).status()).isEqualTo(200);
            }
            server.add(item, "a");
            for (Future<Answer> future : waiting) {
                assertThat(types(future.get(20, TimeUnit.SECONDS))).containsExactly("serialNumbers.created");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Socket waitingClient(TestServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        String request = "GET /api/v1.0/events?wait=30 HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer secret\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Of four places, an organization has three. */
    @Test
    void tooManyAreRefusedAndAClientThatHasGoneLeavesItsPlace() throws Exception {
        ServerOptions options = ServerOptions.defaults().with(new ServerOptions.Concurrency(4, 4, 4, 10_000));
        try (TestServer server = TestServer.start(TestServer.SQLITE, options)) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                clients.add(waitingClient(server));
            }
            Answer refused = server.get("events?wait=1");
            while (refused.status() == 200) {
                // A question of this loop may have had the place of a client that came late, and was refused.
                clients.add(waitingClient(server));
                refused = server.get("events?wait=1");
            }
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error()).isEqualTo("overloaded");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            for (Socket client : clients) {
                client.close();
            }
            while (server.get("events?wait=1").status() == 503) {
                assertThat(server.get("items").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aStopEndsEveryWaitAtOnce() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestServer server = TestServer.start()) {
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                waiting.add(threads.submit(() -> server.get("events?wait=30")));
            }
            server.get("items");
            long begin = System.nanoTime();
            server.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            for (Future<Answer> future : waiting) {
                assertThat(future.get(5, TimeUnit.SECONDS).status()).isIn(200, 503);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPositionThatWasTrimmedIsGone() throws Exception {
        try (TestServer server = TestServer.start()) {
            long item = server.addItem("A");
            for (int i = 0; i < 5; i++) {
                server.add(item, "v" + i);
            }
            server.store().storage().write(tx -> {
                // The index of barcodes stores a moment later how far it has read, and holds back the trimming until
                // then.
                tx.events().removeConsumer(BarcodeIndex.CONSUMER);
                return tx.events().trim(Instant.EPOCH, 2, 100);
            });
            for (String path : List.of("events?after=2", "events?after=0&wait=30")) {
                Answer gone = server.get(path);
                assertThat(gone.status()).isEqualTo(410);
                assertThat(gone.error()).isEqualTo("gone");
                assertThat(gone.json().path("oldest").asLong()).isEqualTo(5);
                assertThat(gone.description()).contains("position 5", "after=4");
            }
            assertThat(types(server.get("events?after=4"))).hasSize(2);
            assertThat(types(server.get("events"))).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "after=-1, invalid_param_value",
        "after=x, invalid_param_type",
        "after=, invalid_param_value",
        "after=1, invalid_param_value",
        "max=0, invalid_param_value",
        "max=1001, invalid_param_value",
        "wait=31, invalid_param_value",
        "wait=-1, invalid_param_value",
        "wait=1&wait=1, invalid_param_value",
        "since=1, invalid_param"
    })
    void badInputIsNamed(String query, String error) throws Exception {
        try (TestServer server = TestServer.start("memory:", ServerOptions.defaults())) {
            Answer answer = server.get("events?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo(error);
            assertThat(answer.description()).contains(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void aPositionOfMoreThan64BitsIsToldItsBounds() throws Exception {
        try (TestServer server = TestServer.start("memory:", ServerOptions.defaults())) {
            Answer answer = server.get("events?after=99999999999999999999");
            assertThat(answer.error()).isEqualTo("invalid_param_value");
            assertThat(answer.description())
                    .isEqualTo("The value of parameter after must be 0 to 9223372036854775807.");
        }
    }
}
