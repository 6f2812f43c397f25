package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server in a process of its own, and what is asked of it over HTTP. For use by many threads. */
final class ServerProgram implements AutoCloseable {

    static final String JSON = "application/json";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(3);
    private static final String LISTENING = "Serialpass is listening on ";
    private static final String TOKEN = "API token: ";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path errors;
    private final String url;
    private final Optional<String> shownToken;

    private ServerProgram(Process process, Path errors, List<String> lines) {
        this.process = process;
        this.errors = errors;
        this.url = lines.get(lines.size() - 1).substring(LISTENING.length());
        this.shownToken = lines.stream()
                .filter(line -> line.startsWith(TOKEN))
                .map(line -> line.substring(TOKEN.length()))
                .findFirst();
    }

    /**
     * Starts one, and waits until it takes requests.
     *
     * @param errors takes what it says on standard error
     */
    static ServerProgram start(Path errors, Map<String, String> environment, List<String> options) throws IOException {
        return start(errors, environment, options, Duration.ZERO);
    }

    /**
     * Starts one, and waits until it takes requests.
     *
     * @param errors takes what it says on standard error
     * @param ahead how much its clock goes ahead
     */
    static ServerProgram start(Path errors, Map<String, String> environment, List<String> options, Duration ahead)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port=0"));
        arguments.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(Program.command(
                        ProgramWithClock.class,
                        List.of("-Xmx128m", ProgramWithClock.option(ahead)),
                        arguments.toArray(String[]::new)))
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith(LISTENING)) {
                return new ServerProgram(process, errors, lines);
            }
        }
        throw new AssertionError(Files.readString(errors));
    }

    Process process() {
        return process;
    }

    Path errors() {
        return errors;
    }

    /** The API token that it has made and shown. */
    Optional<String> shownToken() {
        return shownToken;
    }

    int port() {
        return URI.create(url).getPort();
    }

    /** Sends the process a signal, such as STOP. */
    void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /**
     * What came back.
     *
     * @param body as it was sent
     */
    @SuppressWarnings("ArrayRecordComponent") // a test reads it, and nobody changes it
    record Answer(int status, HttpResponse<byte[]> response, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(text(), e);
            }
        }

        /** The same, which has to have a status. */
        Answer requires(int wanted) {
            assertThat(status).as(text()).isEqualTo(wanted);
            return this;
        }
    }

    /**
     * Sends a request.
     *
     * @param authorization the header of this name; none where it is empty
     * @param headers further names and values
     */
    Answer send(String method, String path, String authorization, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LONGEST_ANSWER)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response, response.body());
    }

    Answer get(String path, String authorization) throws IOException, InterruptedException {
        return send("GET", path, authorization, new byte[0]);
    }

    Answer json(String method, String path, String authorization, String json, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("Content-Type", JSON));
        all.addAll(List.of(headers));
        return send(method, path, authorization, json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
