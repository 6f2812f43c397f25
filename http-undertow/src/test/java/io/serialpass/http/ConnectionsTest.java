package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.Serialpass;
import io.serialpass.storage.testkit.Await;
import io.serialpass.storage.testkit.StorageUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are slow, rude or gone, and a server that stops. */
class ConnectionsTest {

    private static final ServerOptions OPTIONS =
            ServerOptions.defaults().with(new ServerOptions.Timeouts(Duration.ofMillis(700), Duration.ofSeconds(10)));

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdown();
    }

    private static Socket send(TestServer server, String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String readAll(Socket socket) throws IOException {
        try (socket;
                InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException e) {
            return "";
        }
    }

    private static String post(String more) {
        return "POST /api/v1.0/serialNumbers HTTP/1.1\nHost: x\nAuthorization: Bearer secret\n"
                + "Content-Type: application/json\n" + more;
    }

    @Test
    void aBodyThatDoesNotArriveEndsTheConnection() throws Exception {
        try (TestServer server = TestServer.start("memory:", OPTIONS)) {
            assertThat(readAll(send(server, post("Content-Length: 100\n\n{")))).isEmpty();
        }
    }

    @Test
    void slowBodiesKeepNobodyElseWaiting() throws Exception {
        ServerOptions oneWorker = ServerOptions.defaults().with(new ServerOptions.Concurrency(1, 1, 10, 1_000));
        try (TestServer server = TestServer.start("memory:", oneWorker)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                slow.add(send(server, post("Content-Length: 100\n\n{")));
            }
            assertThat(server.get("items").status()).isEqualTo(200);
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aChunkedBodyOverTheLimitGetsItsAnswer() throws Exception {
        ServerOptions small = OPTIONS.with(new ServerOptions.Sizes(16_384, 1_000, 1_000, 1_000, 1_000));
        try (TestServer server = TestServer.start("memory:", small)) {
            String chunk = "3e8\n" + "x".repeat(1_000) + "\n";
            String answer = readAll(
                    send(server, post("Connection: close\nTransfer-Encoding: chunked\n\n" + chunk + chunk + "0\n\n")));
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("payload_too_large");
        }
    }

    @Test
    void aClientThatWaitsToSendTooMuchIsToldAtOnce() throws Exception {
        try (TestServer server = TestServer.start("memory:", OPTIONS)) {
            String answer = readAll(send(server, post("Content-Length: 9999999\nExpect: 100-continue\n\n")));
            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyInManyPiecesArrivesWhole() throws Exception {
        try (TestServer server = TestServer.start()) {
            long item = server.addItem("A");
            String json = "{\"value\":\"piecewise\",\"itemId\":" + item + "}";
            StringBuilder chunks = new StringBuilder();
            for (char character : json.toCharArray()) {
                chunks.append("1\n").append(character).append('\n');
            }
            String answer =
                    readAll(send(server, post("Connection: close\nTransfer-Encoding: chunked\n\n" + chunks + "0\n\n")));
            assertThat(answer).startsWith("HTTP/1.1 201 ").contains("piecewise");
        }
    }

    @Test
    void requestsInOnePipelineAreAnsweredInOrder() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.addItem("A");
            String head = " HTTP/1.1\nHost: x\nAuthorization: Bearer secret\n";
            String answer = readAll(send(
                    server,
                    "GET /api/v1.0/items/1" + head + "\nGET /api/v1.0/items/2" + head + "\nGET /api/v1.0/items/1" + head
                            + "Connection: close\n\n"));
            assertThat(answer.split("HTTP/1.1 "))
                    .extracting(part -> part.split(" ")[0])
                    .containsExactly("", "200", "404", "200");
        }
    }

    @Test
    void headersOverTheLimitAreRefused() throws Exception {
        try (TestServer server = TestServer.start("memory:", OPTIONS)) {
            String answer =
                    readAll(send(server, "GET /health/live HTTP/1.1\nHost: x\nX: " + "y".repeat(20_000) + "\n\n"));
            assertThat(answer).doesNotStartWith("HTTP/1.1 2");
            assertThat(server.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void whoFindsNoWorkerIsToldToComeAgain() throws Exception {
        ServerOptions tiny = ServerOptions.defaults().with(new ServerOptions.Concurrency(1, 1, 1, 1_000));
        try (TestServer server = TestServer.start("memory:", tiny)) {
            server.get("items");
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<String> holder = hold(server, release);
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return server.post("items", "{\"reference\":\"A\"}")
                                        .status();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        threads));
            }
            // One is being worked on, one waits in the queue; the others are refused while these two still wait.
            Await.until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 6);
            assertThat(answers.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                    .containsOnly(503);
            release.countDown();
            assertThat(holder.join()).isEqualTo("done");
            assertThat(answers.stream().map(CompletableFuture::join)).contains(201, 400, 503);
        }
    }

    /** Keeps the store's writer busy until released. */
    private CompletableFuture<String> hold(TestServer server, CountDownLatch release) {
        CountDownLatch holding = new CountDownLatch(1);
        CompletableFuture<String> holder = CompletableFuture.supplyAsync(
                () -> server.store().storage().write(tx -> {
                    holding.countDown();
                    await(release);
                    return "done";
                }),
                threads);
        await(holding);
        return holder;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStopLetsRequestsInFlightFinishAndTakesNoMore() throws Exception {
        TestServer server = TestServer.start("memory:", ServerOptions.defaults());
        try (server) {
            server.get("items");
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<String> holder = hold(server, release);
            String body = "{\"reference\":\"A\"}";
            Socket inFlight = send(
                    server,
                    "POST /api/v1.0/items HTTP/1.1\nHost: x\nAuthorization: Bearer secret\nConnection: close\n"
                            + "Content-Type: application/json\nContent-Length: " + body.length() + "\n\n" + body);
            // Answered after the one before it on a second connection, so that one is in flight by then.
            assertThat(server.get("/health/ready").status()).isEqualTo(200);
            Thread stopping = new Thread(server::stop);
            stopping.start();
            Await.until(() -> !isReady(server));
            release.countDown();
            assertThat(holder.join()).isEqualTo("done");
            assertThat(readAll(inFlight)).startsWith("HTTP/1.1 201 ");
            stopping.join();
        }
    }

    private static boolean isReady(TestServer server) throws Exception {
        return server.get("/health/ready").status() == 200;
    }

    @Test
    void aServerWhoseStoreIsGoneLivesAndIsNotReady() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(server.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(server.get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
            server.store().storage().close();
            assertThat(server.get("/health/live").status()).isEqualTo(200);
            assertThat(server.get("/health/ready").status()).isEqualTo(503);
            TestServer.Answer broken = server.get("items");
            assertThat(broken.status()).isEqualTo(500);
            assertThat(broken.error()).isEqualTo("server_error");
            assertThat(broken.body()).doesNotContain("Exception").doesNotContain("closed");
        }
    }

    @Test
    void aPortInUseIsAnIoException() throws Exception {
        try (TestServer server = TestServer.start();
                StorageUnderTest other = StorageUnderTest.open("memory:");
                Serialpass app = Serialpass.builder(other.storage()).build()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                            SerialpassServer.start(ServerOptions.defaults().at("127.0.0.1", server.port()), app))
                    .isInstanceOf(IOException.class);
        }
    }
}
