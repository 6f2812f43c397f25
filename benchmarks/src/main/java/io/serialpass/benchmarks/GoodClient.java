package io.serialpass.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Asks an attacked server for its health and writes to it, as those who have done nothing wrong would. */
final class GoodClient {

    private final AttackedServer server;
    private int written;

    GoodClient(AttackedServer server) {
        this.server = server;
    }

    /** Asks again and again: how many of the questions for its health were answered, the longest wait, and the same of writes. */
    List<String> ask(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        int asked = 0;
        int healthy = 0;
        int writes = 0;
        long worst = 0;
        while (System.nanoTime() < end && server.isAlive()) {
            long begin = System.nanoTime();
            asked++;
            healthy += isReady() ? 1 : 0;
            writes += isWritten() ? 1 : 0;
            worst = Math.max(worst, System.nanoTime() - begin);
        }
        return List.of(healthy + "/" + asked, Long.toString(worst / 1_000_000), writes + "/" + asked);
    }

    private boolean isReady() {
        return status("GET", "/health/ready", "") == 200;
    }

    private boolean isWritten() {
        return status("POST", "/api/v1.0/items", "{\"reference\":\"I-" + written++ + "\"}") == 201;
    }

    private int status(String method, String path, String json) {
        try {
            return server.send(method, path, "application/json", json.getBytes(StandardCharsets.UTF_8))
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What became of the server. */
    String afterwards() throws IOException {
        boolean works = server.isAlive() && isReady() && isWritten();
        String state = works
                ? "works"
                : server.isAlive() ? "RUNS AND DOES NOT WORK" : "ended with status " + server.exitStatus();
        long errors = server.virtualMachineErrors();
        return errors == 0 ? state : state + ", " + errors + " lines of OutOfMemoryError";
    }
}
