package io.serialpass.benchmarks;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls of devices over HTTP beside a peer, a Node server of {@code fastify-passkit-webservice} and
 * {@code better-sqlite3}: CPU time of the server process per request. 10,000 passes with packages of 30 KB, 1,000 devices
 * with 10 passes each; both stores are SQLite, every registration durable. Medians of rounds that alternate.
 */
public final class WalletBenchmark {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.bench");
    private static final int PASSES = 10_000;
    private static final int DEVICES = 1_000;
    private static final int PASSES_PER_DEVICE = 10;
    private static final int PACKAGE_BYTES = 30_000;
    private static final int CALLERS = 64;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);

    /** Java compiles what runs often, in the processor time of the server, for the first half minute under load. */
    private static final int WARM_UP_ROUNDS = 20;

    private static final Duration WARM_UP_ROUND = Duration.ofMillis(400);

    /** A server that used less processor time than this in a second has nothing to do. */
    private static final Duration IDLE = Duration.ofMillis(30);

    private static final int LONGEST_UNTIL_IDLE_SECONDS = 300;

    private final Path directory;
    private final List<String> tokens = new ArrayList<>();

    private WalletBenchmark(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs it.
     *
     * @param arguments the server's jar, the folder of the peer, and options of {@code serve} to try
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Sample.directory();
        try {
            WalletBenchmark benchmark = new WalletBenchmark(directory);
            benchmark.fill();
            Path peer = Path.of(arguments[1]).toAbsolutePath();
            List<String> node = List.of(
                    "node",
                    peer.resolve("server.js").toString(),
                    directory.resolve("passes.csv").toString(),
                    directory.resolve("package.bin").toString(),
                    directory.resolve("peer.sqlite").toString());
            List<String> options = new ArrayList<>(Arrays.asList(arguments).subList(2, arguments.length));
            // The limit is on, and too high to be reached.
            options.addAll(List.of("--list-rate=1000000", "--list-burst=10000000"));
            try (MeasuredServer ours =
                            MeasuredServer.ofJar(Path.of(arguments[0]), directory, options.toArray(new String[0]));
                    MeasuredServer theirs = new MeasuredServer(peer, node)) {
                benchmark.report(ours, theirs);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static String serialNumber(long pass) {
        return String.format(Locale.ROOT, "S-%05d", pass);
    }

    private void fill() throws IOException {
        byte[] pkpass = new byte[PACKAGE_BYTES];
        new Random(3).nextBytes(pkpass);
        Files.write(directory.resolve("package.bin"), pkpass);
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            Instant now = Instant.now();
            List<Pass> passes = storage.write(tx -> {
                tx.passTypes().claim(TYPE, Sample.ORGANIZATION, now);
                UpdateTag tag = tx.passes().takeTag(TYPE, now);
                List<Pass> issued = new ArrayList<>();
                SecureRandom random = new SecureRandom();
                PassDetails details = PassDetails.NONE.withFields(new PassFields(
                        Map.of("name", new FieldValue.Text("Ann Example"), "vip", new FieldValue.Bool(true))));
                for (int i = 0; i < PASSES; i++) {
                    PassId id = new PassId(TYPE, new PassSerialNumber(serialNumber(i)));
                    AuthenticationToken token = AuthenticationToken.generate(random);
                    NewPass wanted = new NewPass(id, Sample.ORGANIZATION, token, Optional.empty(), details);
                    Pass pass = tx.passes()
                            .insert(wanted, tag, now)
                            .orElseThrow()
                            .uploaded()
                            .nextVersion(tag, now);
                    tx.passes().putPackage(id, pkpass, PackageHash.of(pkpass));
                    tx.passes().update(pass);
                    issued.add(pass);
                }
                return issued;
            });
            storage.write(tx -> {
                UpdateTag tag = tx.passes().takeTag(TYPE, now);
                for (int device = 0; device < DEVICES; device++) {
                    DeviceLibraryIdentifier id = new DeviceLibraryIdentifier("device-" + device);
                    PushToken pushToken = new PushToken("push-token-" + device);
                    for (int i = 0; i < PASSES_PER_DEVICE; i++) {
                        tx.registrations()
                                .insert(
                                        id,
                                        passes.get(device * PASSES_PER_DEVICE + i)
                                                .id(),
                                        pushToken,
                                        tag,
                                        now);
                    }
                }
                return DEVICES;
            });
            List<String> lines = new ArrayList<>();
            for (Pass pass : passes) {
                tokens.add(pass.authenticationToken().value());
                lines.add(pass.id().serialNumber().value() + ","
                        + pass.authenticationToken().value());
            }
            Files.write(directory.resolve("passes.csv"), lines);
        }
    }

    private record Call(LongFunction<String> request, int status) {}

    private void report(MeasuredServer ours, MeasuredServer theirs) throws Exception {
        List<MeasuredServer> servers = List.of(ours, theirs);
        Map<String, List<Call>> calls = new LinkedHashMap<>();
        for (MeasuredServer server : servers) {
            calls(server)
                    .forEach((name, call) -> calls.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(call));
        }
        warmUp(servers, calls);
        for (MeasuredServer server : servers) {
            awaitIdle(server);
        }
        System.out.printf(
                Locale.ROOT,
                "%-28s %14s %14s %8s %12s %12s%n",
                "CPU time per request",
                "Serialpass",
                "peer",
                "ratio",
                "rate",
                "peer's rate");
        for (Map.Entry<String, List<Call>> entry : calls.entrySet()) {
            double[][] cpu = new double[servers.size()][ROUNDS];
            double[][] rate = new double[servers.size()][ROUNDS];
            for (int round = -2; round < ROUNDS; round++) {
                for (int i = 0; i < servers.size(); i++) {
                    Call call = entry.getValue().get(i);
                    HttpLoad.Result result =
                            new HttpLoad(servers.get(i), CALLERS).run(ROUND, call.request(), call.status());
                    if (round >= 0) {
                        cpu[i][round] = result.cpuMicros();
                        rate[i][round] = result.perSecond();
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %11.1f us %11.1f us %8.2f %,10.0f/s %,10.0f/s%n",
                    entry.getKey(),
                    median(cpu[0]),
                    median(cpu[1]),
                    median(cpu[0]) / median(cpu[1]),
                    median(rate[0]),
                    median(rate[1]));
        }
    }

    /** Sends the calls that change nothing; a registration would change what later calls answer. */
    private static void warmUp(List<MeasuredServer> servers, Map<String, List<Call>> calls) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (int i = 0; i < servers.size(); i++) {
                for (Map.Entry<String, List<Call>> entry : calls.entrySet()) {
                    Call call = entry.getValue().get(i);
                    if (!entry.getKey().startsWith("register")) {
                        new HttpLoad(servers.get(i), CALLERS).run(WARM_UP_ROUND, call.request(), call.status());
                    }
                }
            }
        }
    }

    /** Waits for what a server does once with a store that is new to it: it looks for the barcodes of all passes. */
    private static void awaitIdle(MeasuredServer server) throws InterruptedException {
        Duration used = IDLE;
        for (int second = 0; used.compareTo(IDLE) >= 0; second++) {
            if (second == LONGEST_UNTIL_IDLE_SECONDS) {
                throw new IllegalStateException("the server is never idle");
            }
            Duration before = server.cpuTime();
            Thread.sleep(Duration.ofSeconds(1).toMillis());
            used = server.cpuTime().minus(before);
        }
    }

    private Map<String, Call> calls(MeasuredServer server) throws Exception {
        String list = "/v1/devices/device-%d/registrations/" + TYPE.value();
        String tag = tag(ask(server, String.format(Locale.ROOT, list, 0), "").body());
        String pass = "/v1/passes/" + TYPE.value() + "/";
        String lastModified = ask(server, pass + serialNumber(0), tokens.get(0))
                .headers()
                .firstValue("Last-Modified")
                .orElseThrow();
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("list of 10", new Call(n -> get(String.format(Locale.ROOT, list, n % DEVICES), "", ""), 200));
        calls.put(
                "list of nothing new, 204",
                new Call(
                        n -> get(String.format(Locale.ROOT, list, n % DEVICES) + "?passesUpdatedSince=" + tag, "", ""),
                        204));
        calls.put(
                "fetch, 304",
                new Call(
                        n -> get(
                                pass + serialNumber(n % PASSES),
                                tokens.get((int) (n % PASSES)),
                                "If-Modified-Since: " + lastModified + "\r\n"),
                        304));
        calls.put(
                "fetch of 30 KB",
                new Call(n -> get(pass + serialNumber(n % PASSES), tokens.get((int) (n % PASSES)), ""), 200));
        // A number that neither an earlier round nor the other call of this round used.
        long run = System.nanoTime();
        calls.put("register, new, durable", new Call(n -> register(run + "-" + System.nanoTime() + "-" + n, n), 201));
        calls.put("register, there already", new Call(n -> register("device-0", n % PASSES_PER_DEVICE), 200));
        return calls;
    }

    private static HttpResponse<String> ask(MeasuredServer server, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "ApplePass " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String tag(String body) {
        Matcher matcher = Pattern.compile("\"lastUpdated\":\"(\\d+)\"").matcher(body);
        if (!matcher.find()) {
            throw new IllegalStateException(body);
        }
        return matcher.group(1);
    }

    private static String get(String path, String token, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization(token) + headers + "\r\n";
    }

    private static String authorization(String token) {
        return token.isEmpty() ? "" : "Authorization: ApplePass " + token + "\r\n";
    }

    private String register(String device, long pass) {
        int number = (int) (pass % PASSES);
        String body = "{\"pushToken\":\"push-token-of-a-device-that-is-64-characters-long-0123456789abcdef\"}";
        return "POST /v1/devices/" + device + "/registrations/" + TYPE.value() + "/" + serialNumber(number)
                + " HTTP/1.1\r\nHost: localhost\r\n" + authorization(tokens.get(number))
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
