package io.serialpass.benchmarks;

import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The inventory's calls over HTTP, 64 callers, over a store of 1,000,000 serial numbers: CPU time of the server process per
 * request, beside the cheapest answer that the same server gives in the same run. Medians of 5 rounds that alternate.
 */
public final class HttpBenchmark {

    private static final int ROWS = 1_000_000;
    private static final int CALLERS = 64;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final String TOKEN = "a-token-for-the-measurement-only";

    private HttpBenchmark() {}

    private record Call(LongFunction<String> request, int status) {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar
     */
    public static void main(String[] arguments) {
        Path directory = Sample.directory();
        try {
            try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
                Sample.addRows(storage, Sample.addItems(storage), ROWS);
            }
            try (MeasuredServer server =
                    MeasuredServer.ofJar(Path.of(arguments[0]), directory, "--api-token=" + TOKEN)) {
                report(new HttpLoad(server, CALLERS));
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static void report(HttpLoad load) {
        Map<String, Call> calls = calls();
        Map<String, double[]> cpu = new LinkedHashMap<>();
        Map<String, double[]> rates = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, Call> entry : calls.entrySet()) {
                Call call = entry.getValue();
                HttpLoad.Result result = load.run(ROUND, call.request(), call.status());
                if (round >= 0) {
                    cpu.computeIfAbsent(entry.getKey(), name -> new double[ROUNDS])[round] = result.cpuMicros();
                    rates.computeIfAbsent(entry.getKey(), name -> new double[ROUNDS])[round] = result.perSecond();
                }
            }
        }
        double cheapest =
                cpu.values().stream().mapToDouble(HttpBenchmark::median).min().orElse(1);
        cpu.forEach((name, micros) -> System.out.printf(
                Locale.ROOT,
                "%-40s %8.1f us CPU %6.1f x %,9.0f/s%n",
                name,
                median(micros),
                median(micros) / cheapest,
                median(rates.getOrDefault(name, new double[1]))));
    }

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("GET /health/live", new Call(n -> get("/health/live"), 200));
        calls.put("show", new Call(n -> get("/api/v1.0/serialNumbers/" + (1 + n * 7919 % ROWS)), 200));
        calls.put("list, first page of 10", new Call(n -> get("/api/v1.0/serialNumbers?max=10"), 200));
        calls.put("list, first page of 100", new Call(n -> get("/api/v1.0/serialNumbers"), 200));
        calls.put(
                "list of an item's NEW, 100 rows",
                new Call(
                        n -> get("/api/v1.0/serialNumbers?status=NEW&itemReference="
                                + Sample.reference((int) (n % Sample.ITEMS))),
                        200));
        calls.put(
                "create, durable",
                new Call(
                        n -> post(
                                "/api/v1.0/serialNumbers",
                                "{\"value\":\"P" + System.nanoTime() + "-" + n + "\",\"itemId\":"
                                        + (1 + n % Sample.ITEMS) + "}"),
                        201));
        return calls;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n";
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
