package io.serialpass.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.Serialpass;
import io.serialpass.http.SerialpassServer;
import io.serialpass.http.ServerOptions;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS. */
class TlsServerTest {

    private static final int ROWS = 3_000;

    @TempDir
    private static Path directory;

    private static TestPem pem;
    private static TlsFiles files;
    private static Storage storage;
    private static Serialpass app;
    private static SerialpassServer server;

    @BeforeAll
    static void start() throws Exception {
        pem = TestPem.create("EC", "first.example.com");
        pem.write(directory);
        files = TlsFiles.open(directory.resolve("server.crt"), directory.resolve("server.key"), Clock.systemUTC());
        storage = Storages.open("memory:");
        app = Serialpass.builder(storage)
                .apiToken(new ApiToken("secret"), new Organization("acme"))
                .build();
        server = SerialpassServer.start(
                ServerOptions.defaults().at("127.0.0.1", 0).withTls(files.context()), app);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
        storage.close();
        files.close();
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(pem.trusting())
                .version(version)
                .build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + server.address().getPort() + path))
                .header("Authorization", "Bearer secret");
    }

    private static HttpRequest post(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    /** Adds an item with serial numbers, in one body that takes several frames. */
    private static void fill(HttpClient client, String prefix) throws Exception {
        HttpResponse<String> item =
                client.send(post("/api/v1.0/items", "{\"reference\":\"" + prefix + "\"}"), BodyHandlers.ofString());
        assertThat(item.statusCode()).isEqualTo(201);
        String id = item.body().replaceAll(".*\"id\":(\\d+).*", "$1");
        String values = IntStream.range(0, ROWS)
                .mapToObj(i -> "\"" + prefix + "-" + i + "\"")
                .collect(Collectors.joining(","));
        assertThat(client.send(
                                post("/api/v1.0/serialNumbers", "{\"itemId\":" + id + ",\"values\":[" + values + "]}"),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void clientsThatAskForHttp2GetIt() throws Exception {
        HttpClient client = client(HttpClient.Version.HTTP_2);
        fill(client, "TWO");
        HttpResponse<String> list = client.send(
                request("/api/v1.0/serialNumbers?value=TWO-*&max=1000").build(), BodyHandlers.ofString());
        assertThat(list.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).contains("TWO-999\"").endsWith("]}");
        HttpResponse<String> export = client.send(
                request("/api/v1.0/serialNumbers/export?value=TWO-*").build(), BodyHandlers.ofString());
        assertThat(export.body().lines()).hasSize(ROWS + 1);
        HttpResponse<String> refused = client.send(
                request("/api/v1.0/items")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(415);
        HttpResponse<Void> head = client.send(
                request("/api/v1.0/serialNumbers/export")
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        assertThat(head.statusCode()).isEqualTo(200);
    }

    @Test
    void manyRequestsShareOneConnection() throws Exception {
        HttpClient client = client(HttpClient.Version.HTTP_2);
        client.send(request("/health/live").build(), BodyHandlers.discarding());
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            answers.add(client.sendAsync(request("/api/v1.0/items?max=1").build(), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void clientsOfHttp1AreServedToo() throws Exception {
        HttpClient client = client(HttpClient.Version.HTTP_1_1);
        fill(client, "ONE");
        HttpResponse<String> list = client.send(
                request("/api/v1.0/serialNumbers?value=ONE-*&max=1000").build(), BodyHandlers.ofString());
        assertThat(list.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(list.body()).contains("ONE-999\"").endsWith("]}");
    }

    @Test
    void browsersAreToldToComeBackOverTlsAlone() throws Exception {
        HttpResponse<String> answer =
                client(HttpClient.Version.HTTP_2).send(request("/health/live").build(), BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void whoDoesNotSpeakTlsLosesTheConnectionAndNobodyElse() throws Exception {
        try (Socket plain = new Socket("127.0.0.1", server.address().getPort())) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] alert = plain.getInputStream().readAllBytes();
            assertThat(new String(alert, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.1");
        }
        assertThat(client(HttpClient.Version.HTTP_2)
                        .send(request("/health/live").build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNewCertificateIsShownToNewConnectionsAndOpenOnesGoOn() throws Exception {
        try (SSLSocket open = connect(pem)) {
            ask(open);
            assertThat(shown(open)).isEqualTo(pem.certificate().getSerialNumber());

            TestPem other = TestPem.create("RSA", "other.example.com");
            Files.writeString(directory.resolve("server.crt"), other.certificateText());
            assertThat(files.reload()).as("a certificate without its key").isFalse();
            try (SSLSocket next = connect(pem)) {
                ask(next);
            }

            other.write(directory);
            files.reload();
            try (SSLSocket next = connect(other)) {
                ask(next);
                assertThat(shown(next)).isEqualTo(other.certificate().getSerialNumber());
            }
            ask(open);
            pem.write(directory);
            files.reload();
        }
    }

    private static SSLSocket connect(TestPem trusted) throws Exception {
        SSLSocket socket = (SSLSocket) trusted.trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", server.address().getPort());
        socket.startHandshake();
        return socket;
    }

    private static BigInteger shown(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    /** Asks on a connection that stays open. */
    private static void ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(answer.toString()).isNotNegative();
            answer.append((char) next);
        }
        assertThat(answer.toString()).startsWith("HTTP/1.1 200 ");
    }
}
