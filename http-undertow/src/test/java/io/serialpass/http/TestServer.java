package io.serialpass.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.storage.testkit.StorageUnderTest;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A server on a free port over a store of its own, and a client that talks to it over a socket. */
public final class TestServer implements AutoCloseable {

    public static final String SQLITE = "jdbc:sqlite:" + StorageUnderTest.DIRECTORY + "/store.db";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StorageUnderTest store;
    private final HttpClient client = HttpClient.newHttpClient();
    public final TestClock clock = new TestClock();
    private final Starter starter;
    private SerialpassServer server;

    /** Starts a server over the store. */
    private interface Starter {
        SerialpassServer start() throws IOException;
    }

    private TestServer(
            String url, ServerOptions options, Optional<Clock> other, Function<Clock, SigningIdentities> identities)
            throws IOException {
        store = StorageUnderTest.open(url);
        Clock time = other.orElse(clock);
        Map<ApiToken, Organization> tokens = Map.of(
                new ApiToken("secret"), new Organization("acme"),
                new ApiToken("other-secret"), new Organization("other"));
        starter = () -> SerialpassServer.start(
                options.at("127.0.0.1", 0), store.storage(), time, tokens, identities.apply(time));
        server = starter.start();
    }

    public static TestServer start() throws IOException {
        return start(SQLITE, ServerOptions.defaults());
    }

    public static TestServer start(String url, ServerOptions options) throws IOException {
        return new TestServer(url, options, Optional.empty(), any -> SigningIdentities.of());
    }

    /** Starts a server with another clock than {@link #clock}. */
    public static TestServer start(String url, ServerOptions options, Clock clock) throws IOException {
        return new TestServer(url, options, Optional.of(clock), any -> SigningIdentities.of());
    }

    /** Starts a server that makes packages. */
    public static TestServer start(
            String url, ServerOptions options, Optional<Clock> clock, Function<Clock, SigningIdentities> identities)
            throws IOException {
        return new TestServer(url, options, clock, identities);
    }

    public int port() {
        return server.address().getPort();
    }

    public StorageUnderTest store() {
        return store;
    }

    public void stop() {
        server.close();
    }

    /** Stops the server and starts another one over the same store, at another port. */
    public void restart() throws IOException {
        server.close();
        server = starter.start();
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
        server.close();
        store.close();
    }
}
