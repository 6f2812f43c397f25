package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.Program;
import io.serialpass.storage.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a process: what it prints, how it ends, and what a kill leaves behind. */
@Timeout(120)
class ServeCommandTest {

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Program.command(List.of(), arguments))
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static String url(List<String> lines) {
        String prefix = "Serialpass is listening on ";
        String line = lines.get(lines.size() - 1);
        assertThat(line).startsWith(prefix);
        return line.substring(prefix.length());
    }

    /** The lines on standard output up to the one that says that requests are accepted. */
    private List<String> startLines(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith("Serialpass is listening")) {
                return lines;
            }
        }
        throw new AssertionError(lines + Files.readString(directory.resolve("err")));
    }

    private HttpResponse<String> send(String url, String token, String json) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static long pidSignal(Process process, String signal) throws Exception {
        return new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void theFirstStartShowsATokenOnceAndTheStopIsClean() throws Exception {
        Process first = start("serve", "--port", "0", "--demo");
        List<String> lines = startLines(first);
        assertThat(lines).hasSize(2);
        String token = lines.get(0).substring("API token: ".length());
        assertThat(token).hasSizeGreaterThanOrEqualTo(32);
        String url = url(lines);
        assertThat(send(url + "/api/v1.0/serialNumbers", token, "").body()).contains("\"total\":60");
        assertThat(send(url + "/api/v1.0/passes", token, "").body()).contains("\"total\":14");
        assertThat(send(url + "/api/v1.0/deviceLogs", token, "").body()).contains("\"kind\":\"fetch\"");
        assertThat(send(url + "/v1/devices/sample-device/registrations/pass.com.example.jazz-night", "", "")
                        .body())
                .contains("JN26-0001");
        assertThat(send(url + "/health/ready", "", "").statusCode()).isEqualTo(200);
        String pass = url + "/api/v1.0/passes/pass.com.example.jazz-night/JN26-0001";
        assertThat(send(pass + "/package", token, "").statusCode()).isEqualTo(200);
        assertThat(send(pass + "/doctor", token, "").body()).doesNotContain("\"error\"", "\"incomplete\"");
        assertThat(send(pass + "/preview", token, "").body()).contains("Jazz Night", "<svg");
        assertThat(pidSignal(first, "TERM")).isZero();
        assertThat(first.waitFor()).isIn(0, 143);
        assertThat(directory.resolve("serialpass.db")).exists();
        assertThat(Files.readAllBytes(directory.resolve("serialpass.db")))
                .as("only the token's hash is stored")
                .isNotEmpty();
        assertThat(new String(Files.readAllBytes(directory.resolve("serialpass.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain(token);

        Process second = start("serve", "--port", "0", "--demo");
        List<String> again = startLines(second);
        assertThat(again).hasSize(1);
        assertThat(send(url(again) + "/api/v1.0/serialNumbers", token, "").body())
                .contains("\"total\":60");
        assertThat(Files.readString(directory.resolve("err"))).doesNotContain(token);
    }

    @Test
    void aPhoneOfTheDemoIsToldOfASaleAndFetchesItsNewPass() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String[] demo = {"serve", "--demo", "--port", Integer.toString(port), "--api-token", "the-token"};
        Process process = start(demo);
        BufferedReader out = out(process);
        awaitLine(out, "phone 1 has the newest of JN26-0010");
        HttpRequest sale = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1.0/serialNumbers/10"))
                .header("Authorization", "Bearer the-token")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"status\":\"SOLD\"}"))
                .build();
        assertThat(client.send(sale, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        awaitLine(out, "phone 1 was told");
        awaitLine(out, "phone 1 fetched JN26-0010");
        assertThat(pidSignal(process, "TERM")).isZero();
        process.waitFor();
        awaitLine(out(start(demo)), "phone 1 has the newest of JN26-0010");
    }

    private static BufferedReader out(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private void awaitLine(BufferedReader out, String begin) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(begin)) {
                return;
            }
        }
        throw new AssertionError("no line '" + begin + "': " + Files.readString(directory.resolve("err")));
    }

    @Test
    void noSecretReachesTheLog() throws Exception {
        Process process = start(
                Map.of("SERIALPASS_LOG_LEVEL", "TRACE"), "serve", "--port", "0", "--api-token", "the-api-token-itself");
        String url = url(startLines(process));
        String api = "the-api-token-itself";
        String passes = url + "/api/v1.0/passes";
        String created = send(passes, api, "{\"passTypeIdentifier\":\"pass.a\",\"serialNumber\":\"S\"}")
                .body();
        String token = created.replaceAll(".*\"authenticationToken\":\"([^\"]+)\".*", "$1");
        String registration = url + "/v1/devices/D/registrations/pass.a/S";
        for (String shown : List.of(token, "a-wrong-pass-token")) {
            for (String body :
                    List.of("{\"pushToken\":\"the-push-token-itself\"}", "{\"pushToken\":the-push-token-itself")) {
                client.send(
                        HttpRequest.newBuilder(URI.create(registration))
                                .header("Authorization", "ApplePass " + shown)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
            }
        }
        send(passes + "/pass.a/S?reveal=authenticationToken", api, "");
        send(passes + "/pass.a/S/registrations?reveal=pushToken", api, "");
        send(passes, "a-wrong-api-token", "");
        assertThat(pidSignal(process, "TERM")).isZero();
        process.waitFor();
        assertThat(Files.readString(directory.resolve("err")))
                .as("a log that says something")
                .isNotEmpty()
                .doesNotContain(token, "the-push-token-itself", "a-wrong-pass-token", api, "a-wrong-api-token");
    }

    @Test
    void theLogIsJsonWithTheNamesOfRequestsWhereTheConfigurationSaysSo() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "t-of-file\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(directory.resolve("serialpass.toml"), """
                storage = "memory:"
                port = 0
                log-format = "json"
                access-log = true
                api-token-file = "token"
                """);
        Process process = start(Map.of("SERIALPASS_CONFIG", "serialpass.toml"), "serve");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url(startLines(process)) + "/api/v1.0/serialNumbers/4711"))
                .header("Authorization", "Bearer t-of-file")
                .header("X-Request-Id", "order-17")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).headers().firstValue("X-Request-Id"))
                .contains("order-17");
        assertThat(pidSignal(process, "TERM")).isZero();
        process.waitFor();
        List<String> lines = Files.readAllLines(directory.resolve("err"));
        List<JsonNode> accesses = new ArrayList<>();
        for (String line : lines) {
            JsonNode entry = new ObjectMapper().readTree(line);
            assertThat(entry.path("level").asText()).as(line).isNotEmpty();
            assertThat(line).doesNotContain("t-of-file", "4711");
            if (entry.has("route")) {
                accesses.add(entry);
            }
        }
        assertThat(accesses).hasSize(1);
        JsonNode access = accesses.get(0);
        assertThat(access.path("route").asText()).isEqualTo("/api/v1.0/serialNumbers/{id}");
        assertThat(access.path("method").asText()).isEqualTo("GET");
        assertThat(access.path("status").asInt()).isEqualTo(404);
        assertThat(access.path("organization").asText()).isEqualTo("default");
        assertThat(access.path("requestId").asText()).isEqualTo("order-17");
        assertThat(access.path("traceId").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void aTokenOfTheCommandLineIsOfItsOrganization() throws Exception {
        Process process =
                start("serve", "--port", "0", "--storage", "memory:", "--api-token", "t", "--organization", "shop");
        List<String> lines = startLines(process);
        assertThat(lines).hasSize(1);
        assertThat(send(url(lines) + "/api/v1.0/items", "t", "{\"reference\":\"A\"}")
                        .body())
                .contains("\"organization\":\"shop\"");
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Process process = start("serve", "--port", "0", "--api-token", "t");
        String url = url(startLines(process)) + "/api/v1.0/";
        send(url + "items", "t", "{\"reference\":\"A\"}");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (int thread = 0; thread < 16; thread++) {
            String prefix = "v" + thread + "-";
            threads.execute(() -> {
                try {
                    for (int i = 0; ; i++) {
                        String json = "{\"value\":\"" + prefix + i + "\",\"itemId\":1}";
                        if (send(url + "serialNumbers", "t", json).statusCode() == 201) {
                            acknowledged.add(prefix + i);
                        }
                    }
                } catch (Exception e) {
                    // The server is gone, as it is meant to be.
                }
            });
        }
        Await.until(() -> acknowledged.size() >= 500);
        assertThat(pidSignal(process, "KILL")).isZero();
        process.waitFor();
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        Process restarted = start("serve", "--port", "0", "--api-token", "t");
        String again = url(startLines(restarted)) + "/api/v1.0/";
        List<String[]> rows = send(again + "serialNumbers/export", "t", "")
                .body()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(rows.stream().map(row -> row[1])).containsAll(acknowledged).doesNotHaveDuplicates();
        assertThat(idsOfCreatedEvents(again))
                .as("an event for each row that is there, and for no other")
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(row -> Long.valueOf(row[0])).toList());
    }

    private List<Long> idsOfCreatedEvents(String url) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<Long> ids = new ArrayList<>();
        long after = 0;
        boolean more = true;
        while (more) {
            JsonNode answer = mapper.readTree(
                    send(url + "events?max=1000&after=" + after, "t", "").body());
            for (JsonNode event : answer.path("data")) {
                assertThat(event.path("type").asText()).isEqualTo("serialNumbers.created");
                assertThat(event.path("count").asLong()).isEqualTo(1);
                ids.add(event.path("ids").path(0).path("first").asLong());
            }
            more = !answer.path("data").isEmpty();
            after = answer.path("next").asLong();
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --storage mysql:x        | 1 | jdbc:sqlite:FILE or memory:",
                "serve --storage jdbc:sqlite:notes.txt | 1 | not a Serialpass store",
                "serve --storage jdbc:sqlite:/proc/x.db | 1 | cannot be made",
                "serve --storage memory: --tls-certificate missing.pem | 1 | There is no file missing.pem.",
                "serve --storage memory: --port 0 --host nowhere.invalid | 1 | nowhere.invalid",
                "serve --storage memory: --certificates nowhere | 1 | The directory nowhere does not exist.",
                "serve --storage memory: --certificates nowhere.p12 | 1 | There is no file nowhere.p12.",
                "serve --storage memory: --certificates notes.txt | 1 | notes.txt",
                "serve --storage jdbc:sqlite:nowhere/x.db | 1 | nowhere",
                "pass-type import missing       | 1 | missing",
                "import missing.csv --storage jdbc:sqlite:missing.db | 1 | missing",
                "export --storage jdbc:sqlite:missing.db | 1 | There is no store",
                "dance                          | 2 | dance"
            })
    void whatIsWrongIsOneClearLine(String arguments, int status, String said) throws Exception {
        Files.writeString(directory.resolve("notes.txt"), "some notes that are longer than sixteen bytes");
        Process process = start(arguments.split(" "));
        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(Files.readString(directory.resolve("err"))).hasLineCount(1).contains(said);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void aPortInUseIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Process process = start(
                    "serve", "--host", "0.0.0.0", "--behind-proxy", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(Files.readString(directory.resolve("err")))
                    .hasLineCount(1)
                    .contains("--port");
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void helpIsOfTheProgram() throws Exception {
        Process process = start("--help");
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("serialpass");
        assertThat(process.waitFor()).isZero();
    }
}
