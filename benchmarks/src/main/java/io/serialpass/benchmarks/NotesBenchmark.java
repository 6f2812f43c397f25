package io.serialpass.benchmarks;

import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.UpdateTag;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Measures how much the notes for the trace cost the lists and the fetches of devices: CPU time of a server that notes them, beside
 * one that does not, in turn, 64 callers. 10,000 devices with a pass of 30 KB each call one after the other, so that nearly each call makes a
 * note of its own, the worst case. The writes of the notes, every two seconds, are in it.
 */
public final class NotesBenchmark {

    static final int DEVICES = 10_000;
    private static final int AT_ONCE = 500;
    private static final int PACKAGE_BYTES = 30_000;
    private static final int CALLERS = 64;
    private static final int WARM_UP = 3;
    private static final int USUAL_NOTES = 10_000;

    /** Some writes of notes are in each. */
    private static final Duration ROUND = Duration.ofSeconds(6);

    private NotesBenchmark() {}

    private record Call(LongFunction<String> request, int status) {}

    /**
     * Runs it.
     *
     * @param arguments how many rounds, 9 without it
     * @throws Exception if the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        Path directory = Sample.directory();
        try {
            Path noted = fill(Files.createDirectory(directory.resolve("noted")));
            Path unnoted = fill(Files.createDirectory(directory.resolve("unnoted")));
            try (MeasuredServer with = start(noted, USUAL_NOTES);
                    MeasuredServer without = start(unnoted, 0)) {
                report(rounds, with, without);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static MeasuredServer start(Path directory, int notes) {
        return new MeasuredServer(
                directory,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotesServer.class.getName(),
                        "jdbc:sqlite:" + directory.resolve("store.db"),
                        Integer.toString(notes)));
    }

    /** A store of {@link #DEVICES} devices with a pass each. */
    static Path fill(Path directory) {
        byte[] pkpass = new byte[PACKAGE_BYTES];
        new Random(3).nextBytes(pkpass);
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            Instant now = Instant.now().minusSeconds(60);
            storage.write(tx -> tx.passTypes().claim(StormPasses.TYPE, Sample.ORGANIZATION, now));
            for (int from = 0; from < DEVICES; from += AT_ONCE) {
                int begin = from;
                storage.write(tx -> {
                    UpdateTag tag = tx.passes().takeTag(StormPasses.TYPE, now);
                    for (int i = begin; i < begin + AT_ONCE; i++) {
                        add(tx, i, pkpass, tag, now);
                    }
                    return true;
                });
            }
        }
        return directory;
    }

    private static void add(WriteTransaction tx, int number, byte[] pkpass, UpdateTag tag, Instant now) {
        NewPass wanted = new NewPass(
                StormPasses.pass(number),
                Sample.ORGANIZATION,
                StormPasses.token(number),
                Optional.empty(),
                PackageSample.seat(number));
        Pass pass =
                tx.passes().insert(wanted, tag, now).orElseThrow().uploaded().nextVersion(tag, now);
        tx.passes().putPackage(pass.id(), pkpass, PackageHash.of(pkpass));
        tx.passes().update(pass);
        tx.registrations().insert(StormPasses.device(number), pass.id(), StormPasses.pushToken(number), tag, now);
    }

    private static void report(int rounds, MeasuredServer with, MeasuredServer without) throws Exception {
        System.out.printf(Locale.ROOT, "%-28s %14s %14s %10s%n", "CPU time per request", "noted", "not noted", "more");
        Map<String, Call> callsWith = calls(with);
        Map<String, Call> callsWithout = calls(without);
        for (String name : callsWith.keySet()) {
            double[] noted = new double[rounds];
            double[] unnoted = new double[rounds];
            double[] ratios = new double[rounds];
            for (int round = -WARM_UP; round < rounds; round++) {
                // Each goes first in every second round.
                double first = round % 2 == 0 ? run(with, callsWith, name) : run(without, callsWithout, name);
                double second = round % 2 == 0 ? run(without, callsWithout, name) : run(with, callsWith, name);
                if (round >= 0) {
                    noted[round] = round % 2 == 0 ? first : second;
                    unnoted[round] = round % 2 == 0 ? second : first;
                    ratios[round] = noted[round] / unnoted[round];
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %11.1f us %11.1f us %8.1f %%%n",
                    name,
                    median(noted),
                    median(unnoted),
                    (median(ratios) - 1) * 100);
        }
    }

    private static double run(MeasuredServer server, Map<String, Call> calls, String name) {
        Call call = java.util.Objects.requireNonNull(calls.get(name));
        return new HttpLoad(server, CALLERS)
                .run(ROUND, call.request(), call.status())
                .cpuMicros();
    }

    private static Map<String, Call> calls(MeasuredServer server) throws Exception {
        String lastModified = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path(0)))
                                .header("Authorization", authorization(0))
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Last-Modified")
                .orElseThrow();
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put(
                "list of 1",
                new Call(
                        n -> "GET /v1/devices/"
                                + StormPasses.device((int) (n % DEVICES)).value() + "/registrations/"
                                + StormPasses.TYPE.value() + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        200));
        calls.put("fetch, 304", new Call(n -> fetch(n, "If-Modified-Since: " + lastModified + "\r\n"), 304));
        calls.put("fetch of 30 KB", new Call(n -> fetch(n, ""), 200));
        return calls;
    }

    private static String path(long number) {
        return "/v1/passes/" + StormPasses.pass((int) (number % DEVICES));
    }

    private static String authorization(long number) {
        return "ApplePass " + StormPasses.token((int) (number % DEVICES)).value();
    }

    private static String fetch(long number, String header) {
        return "GET " + path(number) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization(number)
                + "\r\n" + header + "\r\n";
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
