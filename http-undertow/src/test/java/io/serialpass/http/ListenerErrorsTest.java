package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.server.Connections;
import io.serialpass.http.server.HttpListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A thread of the listener outlives what its requests and tasks meet. */
class ListenerErrorsTest {

    /** More than there are threads, so that each of them meets it. */
    private static final int MANY = 50;

    private static int status(HttpListener listener, String path) throws Exception {
        // A client of its own for a connection of its own: connections are shared out among the threads.
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + listener.address().getPort() + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void anErrorOfARequestOrATaskEndsNoThread() throws Exception {
        HttpListener listener = HttpListener.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                16_384,
                new Connections(1_000, 1 << 24, false),
                exchange -> {
                    if (exchange.getRequestURI().equals("/request")) {
                        throw new OutOfMemoryError("as a test wants it");
                    }
                    if (exchange.getRequestURI().equals("/task")) {
                        exchange.getIoThread().execute(() -> {
                            throw new OutOfMemoryError("as a test wants it");
                        });
                    }
                    exchange.endExchange();
                },
                Optional.empty());
        try (listener) {
            for (int i = 0; i < MANY; i++) {
                assertThat(status(listener, "/request")).isEqualTo(500);
                assertThat(status(listener, "/task")).isEqualTo(200);
            }
            for (int i = 0; i < MANY; i++) {
                assertThat(status(listener, "/")).isEqualTo(200);
            }
        }
    }
}
