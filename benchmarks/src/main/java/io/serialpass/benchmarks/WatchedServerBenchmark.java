package io.serialpass.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * Measures how much it costs to be watched: CPU time of a server with metrics and an access log in JSON, beside one with neither, in
 * turn, 64 callers. Request ids, and the look whether a call needs a role, are in both. The access log goes to standard error.
 */
public final class WatchedServerBenchmark {

    private static final int CALLERS = 64;
    private static final int WARM_UP = 8;
    private static final int USUAL_ROUNDS = 15;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private WatchedServerBenchmark() {}

    private record Call(String name, LongFunction<String> request, int status) {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar, and how many rounds, 15 without it
     * @throws Exception if the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL_ROUNDS;
        Path directory = Sample.directory();
        try {
            Path watched = NotesBenchmark.fill(Files.createDirectory(directory.resolve("watched")));
            Path unwatched = NotesBenchmark.fill(Files.createDirectory(directory.resolve("unwatched")));
            try (MeasuredServer with = MeasuredServer.ofJar(
                            jar, watched, "--no-push", "--list-rate=0", "--access-log", "--log-format=json");
                    MeasuredServer without =
                            MeasuredServer.ofJar(jar, unwatched, "--no-push", "--list-rate=0", "--no-metrics")) {
                System.out.printf(
                        Locale.ROOT, "%-28s %14s %14s %10s%n", "CPU time per request", "watched", "unwatched", "more");
                for (Call call : calls()) {
                    report(call, rounds, with, without);
                }
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static List<Call> calls() {
        return List.of(
                new Call("list of 1", n -> list(n % NotesBenchmark.DEVICES), 200),
                new Call("register, new, durable", n -> register(System.nanoTime() + "-" + n, n), 201));
    }

    private static String list(long device) {
        return "GET /v1/devices/" + StormPasses.device((int) device).value() + "/registrations/"
                + StormPasses.TYPE.value() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String register(String device, long number) {
        int pass = (int) (number % NotesBenchmark.DEVICES);
        String body = "{\"pushToken\":\"" + device + "\"}";
        return "POST /v1/devices/" + device + "/registrations/" + StormPasses.pass(pass)
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApplePass "
                + StormPasses.token(pass).value() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static void report(Call call, int rounds, MeasuredServer with, MeasuredServer without) {
        double[] watched = new double[rounds];
        double[] unwatched = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            // Each goes first in every second round.
            double first = run(round % 2 == 0 ? with : without, call);
            double second = run(round % 2 == 0 ? without : with, call);
            if (round >= 0) {
                watched[round] = round % 2 == 0 ? first : second;
                unwatched[round] = round % 2 == 0 ? second : first;
                ratios[round] = watched[round] / unwatched[round];
            }
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-28s %11.1f us %11.1f us %8.1f %% (half of the rounds %.1f to %.1f %%)%n",
                call.name(),
                median(watched),
                median(unwatched),
                more(ratios[rounds / 2]),
                more(ratios[rounds / 4]),
                more(ratios[rounds * 3 / 4]));
    }

    private static double more(double ratio) {
        return (ratio - 1) * 100;
    }

    private static double run(MeasuredServer server, Call call) {
        return new HttpLoad(server, CALLERS)
                .run(ROUND, call.request(), call.status())
                .cpuMicros();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
