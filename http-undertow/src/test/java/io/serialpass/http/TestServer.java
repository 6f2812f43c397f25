package io.serialpass.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.Serialpass;
import io.serialpass.SerialpassBuilder;
import io.serialpass.http.openapi.Contract;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.storage.testkit.StorageUnderTest;
import io.serialpass.wallet.apple.ApplePassFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A server on a free port over a store of its own, and a client that talks to it over a socket. Every answer is compared with the
 * OpenAPI document.
 */
public final class TestServer implements AutoCloseable {

    public static final String SQLITE = "jdbc:sqlite:" + StorageUnderTest.DIRECTORY + "/store.db";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StorageUnderTest store;
    private final HttpClient client = HttpClient.newHttpClient();
    public final TestClock clock = new TestClock();
    private final Starter starter;
    private Running running;

    private record Running(Serialpass app, SerialpassServer server) {}

    /** Starts a server over the store. */
    private interface Starter {
        Running start() throws IOException;
    }

    /** Adds parts to the application of a server, each time that the server starts. */
    public interface Parts {
        void addTo(SerialpassBuilder builder, Clock clock);
    }

    private TestServer(String url, ServerOptions options, Optional<Clock> other, Parts parts) throws IOException {
        store = StorageUnderTest.open(url);
        Clock time = other.orElse(clock);
        starter = () -> {
            SerialpassBuilder builder = Serialpass.builder(store.storage())
                    .clock(time)
                    .format(new ApplePassFormat(time))
                    .apiToken(new ApiToken("secret"), new Organization("acme"))
                    .apiToken(new ApiToken("other-secret"), new Organization("other"));
            parts.addTo(builder, time);
            Serialpass app = builder.build();
            return new Running(app, SerialpassServer.start(options.at("127.0.0.1", 0), app));
        };
        running = starter.start();
    }

    public static TestServer start() throws IOException {
        return start(SQLITE, ServerOptions.defaults());
    }

    public static TestServer start(String url, ServerOptions options) throws IOException {
        return start(url, options, Optional.empty(), TestServer::noParts);
    }

    /** Starts a server with another clock than {@link #clock}. */
    public static TestServer start(String url, ServerOptions options, Clock clock) throws IOException {
        return start(url, options, Optional.of(clock), TestServer::noParts);
    }

    /** Starts a server of an application that has more parts than the usual ones. */
    public static TestServer start(String url, ServerOptions options, Optional<Clock> clock, Parts parts)
            throws IOException {
        return new TestServer(url, options, clock, parts);
    }

    private static void noParts(SerialpassBuilder builder, Clock clock) {
        // The usual ones are enough.
    }

    public int port() {
        return running.server().address().getPort();
    }

    /** The application of the server that runs now. */
    public Serialpass app() {
        return running.app();
    }

    public StorageUnderTest store() {
        return store;
    }

    public void stop() {
        running.server().close();
        running.app().close();
    }

    /** Stops the server and starts another one over the same store, at another port. */
    public void restart() throws IOException {
        stop();
        running = starter.start();
    }

    /** An answer. */
    public record Answer(int status, String body, HttpResponse<String> response) {
        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(body, e);
            }
        }

        public String error() {
            return json().path("error").asText();
        }

        public String description() {
            return json().path("error_description").asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public HttpRequest.Builder request(String path) {
        String encoded = path.startsWith("/") ? path : "/api/v1.0/" + path;
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + encoded))
                .header("Authorization", "Bearer secret");
    }

    public Answer send(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        Contract.check(response);
        return new Answer(response.statusCode(), response.body(), response);
    }

    public Answer get(String path) throws Exception {
        return send(request(path).build());
    }

    public Answer delete(String path) throws Exception {
        return send(request(path).DELETE().build());
    }

    public Answer post(String path, String json) throws Exception {
        return post(path, "application/json", json);
    }

    public Answer post(String path, String contentType, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public Answer put(String path, String json) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    /** Adds an item and gives its id. */
    public long addItem(String reference) throws Exception {
        return post(
                        "items",
                        MAPPER.createObjectNode().put("reference", reference).toString())
                .json()
                .path("id")
                .asLong();
    }

    /** Adds a serial number and gives its id. */
    public long add(long item, String value) throws Exception {
        return post(
                        "serialNumbers",
                        MAPPER.createObjectNode()
                                .put("value", value)
                                .put("itemId", item)
                                .toString())
                .json()
                .path("id")
                .asLong();
    }

    @Override
    public void close() {
        stop();
        store.close();
    }

    /** An icon for a pass type: a picture of 29 by 29 pixels. */
    public static byte[] icon() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(29, 29, BufferedImage.TYPE_INT_ARGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
