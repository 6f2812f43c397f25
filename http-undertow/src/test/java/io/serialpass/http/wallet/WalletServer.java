package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.openapi.Contract;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A server with passes, and short words for what issuers and devices ask of it. */
final class WalletServer implements AutoCloseable {

    static final String TYPE = "pass.com.example.card";
    static final String APPLE = "/v1";
    static final String VOLT_MX = "/api/v1";

    final TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private WalletServer(TestServer server) {
        this.server = server;
    }

    static WalletServer start() throws IOException {
        return new WalletServer(TestServer.start());
    }

    static WalletServer start(String url, ServerOptions options) throws IOException {
        return new WalletServer(TestServer.start(url, options));
    }

    static WalletServer start(String url, ServerOptions options, Clock clock) throws IOException {
        return new WalletServer(TestServer.start(url, options, clock));
    }

    /** Starts a server that makes packages of the type. */
    static WalletServer making(SigningIdentities identities) throws IOException {
        return starting(
                TestServer.SQLITE,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) -> builder.packager(packager(identities, WEB_SERVICE, clock)));
    }

    static final String WEB_SERVICE = "https://passes.example.com";

    static PassPackager packager(SigningIdentities identities, String webServiceUrl, Clock clock) {
        return new ApplePassPackager(identities, Optional.of(webServiceUrl), clock);
    }

    /** Starts one that asks for its certificates at each start. */
    static WalletServer making(String url, ServerOptions options, Clock clock, Supplier<SigningIdentities> identities)
            throws IOException {
        return starting(
                url,
                options,
                Optional.of(clock),
                (builder, time) -> builder.packager(packager(identities.get(), WEB_SERVICE, time)));
    }

    /** Starts one of an application with more parts than the usual ones. */
    static WalletServer starting(String url, ServerOptions options, Optional<Clock> clock, TestServer.Parts parts)
            throws IOException {
        return new WalletServer(TestServer.start(url, options, clock, parts));
    }

    Answer putFile(String name, String contentType, byte[] content) throws Exception {
        return server.send(server.request("passTypes/" + TYPE + "/files" + name)
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(content))
                .build());
    }

    /** Adds the type with a template and an icon. */
    void addType(String template) throws Exception {
        Answer created =
                server.post("passTypes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"template\":" + template + "}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Answer icon = putFile("/icon.png", "image/png", TestServer.icon());
        assertThat(icon.status()).as(icon.body()).isEqualTo(200);
    }

    HttpResponse<byte[]> currentPackage(String method, String serialNumber) throws Exception {
        return send(server.request("passes/" + TYPE + "/" + serialNumber + "/package")
                .method(method, BodyPublishers.noBody())
                .build());
    }

    /** Issues a pass, and gives its token. */
    String issue(String serialNumber) throws Exception {
        Answer created = server.post(
                "passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber + "\"}");
        assertThat(created.status()).isEqualTo(201);
        return created.json().path("authenticationToken").asText();
    }

    /** Issues a pass that has a package, and gives its token. */
    String issueWithPackage(String serialNumber) throws Exception {
        String token = issue(serialNumber);
        upload(serialNumber, "first");
        return token;
    }

    JsonNode upload(String serialNumber, String content) throws Exception {
        Answer uploaded = put(serialNumber, Pkpass.of(TYPE, serialNumber, content));
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(200);
        return uploaded.json();
    }

    Answer put(String serialNumber, byte[] pkpass) throws Exception {
        return server.send(server.request("passes/" + TYPE + "/" + serialNumber + "/package")
                .header("Content-Type", "application/vnd.apple.pkpass")
                .PUT(BodyPublishers.ofByteArray(pkpass))
                .build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder withToken(HttpRequest.Builder request, String token) {
        return token.isEmpty() ? request : request.header("Authorization", "ApplePass " + token);
    }

    static String registration(String face, String device, String serialNumber) {
        return face + "/devices/" + device + "/registrations/" + TYPE + "/" + serialNumber;
    }

    Answer register(String face, String device, String serialNumber, String token, String body) throws Exception {
        return server.send(withToken(request(registration(face, device, serialNumber)), token)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer register(String device, String serialNumber, String token) throws Exception {
        return register(APPLE, device, serialNumber, token, pushToken("push-token-of-" + device));
    }

    static String pushToken(String token) {
        return "{\"pushToken\":\"" + token + "\"}";
    }

    Answer unregister(String face, String device, String serialNumber, String token) throws Exception {
        return server.send(withToken(request(registration(face, device, serialNumber)), token)
                .DELETE()
                .build());
    }

    Answer list(String face, String device, String query) throws Exception {
        return server.send(request(face + "/devices/" + device + "/registrations/" + TYPE + query)
                .build());
    }

    List<String> listed(String device, String query) throws Exception {
        Answer answer = list(APPLE, device, query);
        List<String> serialNumbers = new ArrayList<>();
        if (answer.status() == 200) {
            answer.json().path("serialNumbers").forEach(node -> serialNumbers.add(node.asText()));
        } else {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
        }
        return serialNumbers;
    }

    HttpResponse<byte[]> get(String face, String method, String serialNumber, String token, String... headers)
            throws Exception {
        HttpRequest.Builder request = withToken(request(face + "/passes/" + TYPE + "/" + serialNumber), token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.method(method, BodyPublishers.noBody()).build());
    }

    HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        Contract.check(response);
        return response;
    }

    HttpResponse<byte[]> fetch(String serialNumber, String token, String... headers) throws Exception {
        return get(APPLE, "GET", serialNumber, token, headers);
    }

    @Override
    public void close() {
        server.close();
    }
}
