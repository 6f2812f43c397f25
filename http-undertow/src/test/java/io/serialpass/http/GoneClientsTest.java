package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is done for a client that has gone, or whose deadline has passed while its request waited. */
class GoneClientsTest {

    private TestServer server;
    private HeldWriter writer;
    private long item;

    @BeforeEach
    void start() throws Exception {
        start(TestServer.SQLITE, ServerOptions.defaults());
    }

    private void start(String url, ServerOptions options) throws Exception {
        if (server != null) {
            stop();
        }
        server = TestServer.start(url, options);
        item = server.addItem("A");
        for (int i = 0; i < 10; i++) {
            server.add(item, "A-" + i);
        }
        writer = new HeldWriter(server.store().storage());
    }

    @AfterEach
    void stop() {
        writer.close();
        server.close();
    }

    private static ServerOptions waiting(Duration longest) {
        Duration usual = Duration.ofSeconds(10);
        return ServerOptions.defaults().with(new ServerOptions.Timeouts(usual, usual, longest, usual));
    }

    private static ServerOptions oneWorker() {
        return ServerOptions.defaults().with(new ServerOptions.Concurrency(1, 1, 100, 1_000));
    }

    private String order(int quantity) {
        String body = "{\"itemId\":" + item + ",\"quantity\":" + quantity + "}";
        return "POST /api/v1.0/serialNumbers/reserve HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private long reserved() throws Exception {
        return server.get("serialNumbers?status=RESERVED")
                .json()
                .path("paging")
                .path("total")
                .asLong();
    }

    /** An order of somebody who stays. It is begun after all that was sent before it on other connections. */
    private CompletableFuture<TestServer.Answer> orderOfAnother() {
        return writer.inBackground(
                () -> server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":1}"));
    }

    /** Returns when the server has seen what was sent, and closed, before. */
    private void awaitThatTheServerSawAllOfIt() throws IOException {
        // Each I/O thread does things in their order, and gets every so many new connections.
        for (int i = 0; i < 40; i++) {
            try (Socket probe = send("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
                assertThat(new String(probe.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, "memory:"})
    void anOrderSentFiveTimesWithTheConnectionClosedEachTimeReservesNothing(String url) throws Exception {
        start(url, ServerOptions.defaults());
        writer.hold();
        for (int i = 0; i < 5; i++) {
            send(order(1)).close();
        }
        awaitThatTheServerSawAllOfIt();
        CompletableFuture<TestServer.Answer> another = orderOfAnother();
        writer.release();
        assertThat(another.join().status()).isEqualTo(200);
        assertThat(reserved()).isEqualTo(1);
    }

    @Test
    void whatWaitsForAWorkerIsNotDoneForAClientThatHasGone() throws Exception {
        start(TestServer.SQLITE, oneWorker());
        writer.hold();
        Socket begun = send(order(1));
        for (int i = 0; i < 5; i++) {
            send(order(1)).close();
        }
        awaitThatTheServerSawAllOfIt();
        CompletableFuture<TestServer.Answer> another = orderOfAnother();
        writer.release();
        assertThat(another.join().status()).isEqualTo(200);
        assertThat(reserved()).isEqualTo(2);
        begun.close();
    }

    private String deletion(String body) {
        return "DELETE /api/v1.0/serialNumbers/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void aDeletionWhoseBodyIsPassedOverIsNotCarriedOutForAClientThatHasGone() throws Exception {
        writer.hold();
        send(deletion("{\"reason\":\"none\"}")).close();
        awaitThatTheServerSawAllOfIt();
        CompletableFuture<TestServer.Answer> another = orderOfAnother();
        writer.release();
        another.join();
        assertThat(server.get("serialNumbers/1").status()).isEqualTo(200);
    }

    @Test
    void aDeletionWhoseBodyIsPassedOverIsCarriedOutForAClientThatStays() throws Exception {
        try (Socket socket = send(deletion("x".repeat(100_000)).replace("Host: x", "Host: x\r\nConnection: close"))) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
        assertThat(server.get("serialNumbers/1").status()).isEqualTo(404);
    }

    @Test
    void aConnectionThatIsResetCountsAsGone() throws Exception {
        writer.hold();
        Socket socket = send(order(1));
        socket.setSoLinger(true, 0);
        socket.close();
        awaitThatTheServerSawAllOfIt();
        CompletableFuture<TestServer.Answer> another = orderOfAnother();
        writer.release();
        another.join();
        assertThat(reserved()).isEqualTo(1);
    }

    @Test
    void ordersInAPipelineThatIsClosedBehindThemAreNotCarriedOut() throws Exception {
        writer.hold();
        send(order(1) + order(2) + order(3)).close();
        awaitThatTheServerSawAllOfIt();
        CompletableFuture<TestServer.Answer> another = orderOfAnother();
        writer.release();
        another.join();
        awaitThatTheServerSawAllOfIt();
        assertThat(reserved()).isEqualTo(1);
    }

    @Test
    void aPipelineOfOrdersIsCarriedOutInOrderWhileItsClientStays() throws Exception {
        writer.hold();
        List<String> statuses = new ArrayList<>();
        try (Socket socket = send(order(1))) {
            awaitThatTheServerSawAllOfIt();
            // These come while the first one waits, in pieces, so that the watch finds them.
            String more = order(2) + order(3).replace("Host: x", "Host: x\r\nConnection: close");
            for (int i = 0; i < more.length(); i += 97) {
                String piece = more.substring(i, Math.min(more.length(), i + 97));
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
                awaitThatTheServerSawAllOfIt();
            }
            writer.release();
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (String answer : answers.split("HTTP/1.1 ")) {
                statuses.add(answer.split(" ")[0]);
            }
        }
        assertThat(statuses).containsExactly("", "200", "200", "200");
        assertThat(reserved()).isEqualTo(6);
    }

    @Test
    void aClientThatClosesItsSendingSideAloneIsToldThatNothingWasDone() throws Exception {
        writer.hold();
        try (Socket socket = send(order(1))) {
            socket.shutdownOutput();
            awaitThatTheServerSawAllOfIt();
            writer.release();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("closed the connection")
                    .contains("overloaded");
        }
        assertThat(reserved()).isZero();
    }

    @Test
    void aClientThatClosesItsSendingSideGetsWhatItReads() throws Exception {
        try (Socket socket = send("GET /api/v1.0/items HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n\r\n")) {
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aConnectionServesManyRequestsWhoseAnswersWait() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(server.get("items").status()).isEqualTo(200);
            assertThat(server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":1}")
                            .status())
                    .isIn(200, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestServer.SQLITE, "memory:"})
    void aWriteWhoseDeadlinePassesWhileItWaitsGets503AndIsNotCarriedOut(String url) throws Exception {
        start(url, waiting(Duration.ofMillis(300)));
        writer.hold();
        TestServer.Answer answer = server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":1}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).isEqualTo("overloaded");
        assertThat(answer.description()).contains("300 ms").contains("Nothing was done");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        writer.release();
        assertThat(server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":2}")
                        .status())
                .isEqualTo(200);
        assertThat(reserved()).isEqualTo(2);
    }

    @Test
    void whatWaitsForAWorkerUntilItsDeadlineIsNotCarriedOut() throws Exception {
        start(TestServer.SQLITE, waiting(Duration.ofMillis(300)).with(new ServerOptions.Concurrency(1, 1, 100, 1_000)));
        writer.hold();
        List<CompletableFuture<TestServer.Answer>> orders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            orders.add(orderOfAnother());
        }
        assertThat(orders).allSatisfy(order -> assertThat(order.join().status()).isEqualTo(503));
        writer.release();
        server.addItem("AFTER");
        assertThat(reserved()).isZero();
    }

    @Test
    void anImportTakesLongerThanOneDeadlineAsLongAsItsBatchesDoNot() throws Exception {
        start(TestServer.SQLITE, waiting(Duration.ofMillis(700)));
        StringBuilder csv = new StringBuilder("value,itemReference\n");
        for (int i = 0; i < 60_000; i++) {
            csv.append("IMPORTED-").append(i).append(",A\n");
        }
        TestServer.Answer answer = server.post("serialNumbers/import", "text/csv", csv.toString());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("imported").asLong()).isEqualTo(60_000);
    }
}
