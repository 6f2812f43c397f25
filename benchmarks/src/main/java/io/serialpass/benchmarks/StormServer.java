package io.serialpass.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server of the jar with a heap of 256 MB, which makes and signs its passes, and pushes to the phones of a process. */
final class StormServer implements AutoCloseable {

    private static final String TOKEN = "a-token-for-the-measurement-only";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMillis(60);

    /** Background work writes every two seconds, so that a server which is idle for longer has written all. */
    private static final int LOOKS = 3;

    private final HttpClient client = HttpClient.newHttpClient();
    private final GarbageLog collections;
    private final MeasuredServer server;
    private int changes;

    StormServer(Path jar, Path directory, Path certificates, PhonesProcess phones) {
        this.collections = new GarbageLog(directory.resolve("gc.log"));
        this.server = new MeasuredServer(
                directory,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        collections.option(),
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "serve",
                        "--port=0",
                        "--storage=jdbc:sqlite:" + directory.resolve("store.db"),
                        "--certificates=" + certificates,
                        "--api-token=" + TOKEN,
                        "--list-rate=0",
                        "--push-host=localhost",
                        "--push-port=" + phones.pushPort(),
                        "--push-trust=" + phones.trust()));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    MeasuredServer measured() {
        return server;
    }

    ProcessFigures figures() {
        return server.figures();
    }

    /** How much of the heap was in use at most. */
    GarbageLog.Use heap() throws IOException {
        return collections.most();
    }

    /**
     * Changes the template, and so all passes.
     *
     * @return how many milliseconds the answer took
     */
    double change() throws Exception {
        changes++;
        String template = PackageSample.TEMPLATE
                .replace("\"A ticket\"", "\"A ticket after change " + changes + "\"")
                .replace("SEAT", "{{fields.seat}}");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url() + "/api/v1.0/passTypes/" + StormPasses.TYPE.value()))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"template\":" + template + "}"))
                .build();
        long begin = System.nanoTime();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the change was answered " + answer.statusCode() + " " + answer.body());
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Waits until the server does nothing any more: what it does in the background counts for what caused it. */
    void settle() throws InterruptedException {
        Duration before = figures().cpuTime();
        for (int quiet = 0; quiet < LOOKS; ) {
            Thread.sleep(LOOK.toMillis());
            Duration now = figures().cpuTime();
            quiet = now.minus(before).compareTo(IDLE) < 0 ? quiet + 1 : 0;
            before = now;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
