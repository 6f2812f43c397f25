package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server whose connections are all taken. */
class FullServerTest {

    private static final ServerOptions FOUR = ServerOptions.defaults().with(new ServerOptions.Concurrency(2, 2, 10, 4));

    private static Socket open(TestServer server, String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    /** How many are closed, once one is. */
    private static int countClosed(List<Socket> sockets) throws IOException {
        int closed = 0;
        for (int round = 0; closed == 0 && round < 100; round++) {
            for (Socket socket : sockets) {
                socket.setSoTimeout(50);
                closed += isClosed(socket) ? 1 : 0;
            }
        }
        return closed;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    }

    @Test
    void whoSaysSomethingTakesThePlaceOfWhoSaysNothing() throws Exception {
        try (TestServer server = TestServer.start("memory:", FOUR)) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                silent.add(open(server, i % 2 == 0 ? "" : "GET /health/live HTTP/1.1\r\nX: y"));
            }
            for (int i = 0; i < 20; i++) {
                try (Socket good = open(server, request("/health/live"))) {
                    assertThat(answer(good)).startsWith("HTTP/1.1 200 ");
                }
            }
            // Which one it is, the threads decide: each closes its own connections before those of another one.
            assertThat(countClosed(silent)).isBetween(1, 3);
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aRequestThatWaitsForTheStoreKeepsItsConnection() throws Exception {
        try (TestServer server = TestServer.start("memory:", FOUR)) {
            Socket waiting = server.store().storage().write(tx -> {
                try {
                    Socket socket = open(
                            server,
                            "POST /api/v1.0/items HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"reference\":\"A\"}");
                    for (int i = 0; i < 20; i++) {
                        try (Socket other = open(server, request("/health/live"))) {
                            assertThat(answer(other)).startsWith("HTTP/1.1 200 ");
                        }
                        Socket silent = open(server, "GET /");
                        assertThat(silent.isConnected()).isTrue();
                    }
                    return socket;
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(answer(waiting)).startsWith("HTTP/1.1 201 ");
        }
    }
}
