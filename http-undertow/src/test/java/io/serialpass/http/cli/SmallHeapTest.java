package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.wallet.Pkpass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a heap of 96 MB, with clients that want its memory. */
@Timeout(180)
class SmallHeapTest {

    private static final String TOKEN = "the-token-of-this-test";
    private static final String PASS = "pass.com.example.large/L-1";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<SocketChannel> attackers = new ArrayList<>();
    private Process process;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port=0",
                        "--api-token=" + TOKEN)
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        String listening =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        int port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @AfterEach
    void stop() throws IOException {
        closeAttackers();
        process.destroyForcibly();
    }

    private void closeAttackers() throws IOException {
        for (SocketChannel attacker : attackers) {
            attacker.close();
        }
    }

    private HttpResponse<String> send(String method, String path, String type, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send("POST", path, "application/json", utf8(json));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void attack(int count, String text) throws IOException {
        byte[] bytes = utf8(text);
        for (int i = 0; i < count; i++) {
            SocketChannel attacker = SocketChannel.open();
            attackers.add(attacker);
            attacker.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            attacker.connect(address);
            attacker.configureBlocking(false);
            try {
                attacker.write(ByteBuffer.wrap(bytes));
            } catch (IOException e) {
                // The server has given up this one for another.
            }
        }
    }

    private void assertWorks(String reference) throws Exception {
        assertThat(process.isAlive()).isTrue();
        assertThat(send("GET", "/health/ready", "text/plain", new byte[0]).statusCode())
                .isEqualTo(200);
        assertThat(post("/api/v1.0/items", "{\"reference\":\"" + reference + "\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(Files.readString(directory.resolve("err"))).doesNotContain("OutOfMemoryError");
    }

    @Test
    void headersThatNeverEndTakeNobodysPlace() throws Exception {
        attack(2_500, "GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(14_700));
        assertWorks("during");
        closeAttackers();
        assertWorks("afterwards");
    }

    @Test
    void thatItHoldsFewerConnectionsThanItMayIsSaidAtTheStart() throws Exception {
        assertThat(Files.readString(directory.resolve("err")))
                .containsOnlyOnce("--max-connections is 10000")
                .containsPattern("room for 4[0-9]{3} connections");
    }

    @Test
    void clientsThatDoNotReadShareOneCopyOfAPackage() throws Exception {
        String created = post(
                        "/api/v1.0/passes",
                        "{\"passTypeIdentifier\":\"pass.com.example.large\",\"serialNumber\":\"L-1\"}")
                .body();
        String token = created.replaceAll(".*\"authenticationToken\":\"([^\"]+)\".*", "$1");
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        byte[] pkpass =
                Pkpass.of("pass.com.example.large", "L-1", Base64.getEncoder().encodeToString(noise));
        HttpResponse<String> uploaded =
                send("PUT", "/api/v1.0/passes/" + PASS + "/package", "application/vnd.apple.pkpass", pkpass);
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
        String fetch = "GET /v1/passes/" + PASS + " HTTP/1.1\r\nHost: x\r\nAuthorization: ApplePass " + token;
        attack(300, fetch + "\r\n\r\n");
        assertWorks("during");
        HttpResponse<byte[]> fetched = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/v1/passes/" + PASS))
                        .header("Authorization", "ApplePass " + token)
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(fetched.body()).isEqualTo(pkpass);
        closeAttackers();
        assertWorks("afterwards");
    }
}
