package io.serialpass.benchmarks;

import io.serialpass.inventory.Item;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.ApiTokenService;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * What phones, health and other organizations wait while 64 clients of one organization ask for costly lists, deep in
 * 120,000 rows: the time of each call, quiet and under the flood.
 */
public final class FloodBenchmark {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.flood");
    private static final Organization OTHER = new Organization("other");
    private static final int ROWS = 120_000;
    private static final int PASSES = 1_000;
    private static final int FLOOD = 64;
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path directory;
    private String passToken = "";
    private String otherToken = "";

    private FloodBenchmark(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs it.
     *
     * @param arguments the server's jar, and options of {@code serve} to try
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Sample.directory();
        try {
            FloodBenchmark benchmark = new FloodBenchmark(directory);
            benchmark.fill();
            List<String> options = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
            options.addAll(List.of("--api-token=flood", "--list-rate=1000000", "--list-burst=10000000"));
            try (MeasuredServer server =
                    MeasuredServer.ofJar(Path.of(arguments[0]), directory, options.toArray(new String[0]))) {
                benchmark.report(server);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private void fill() {
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            List<Item> items = Sample.addItems(storage);
            Sample.addRows(storage, items, ROWS);
            Instant now = Instant.now();
            AuthenticationToken token = AuthenticationToken.generate(new SecureRandom());
            passToken = token.value();
            byte[] pkpass = new byte[30_000];
            PackageHash hash = PackageHash.of(pkpass);
            storage.write(tx -> {
                tx.passTypes().claim(TYPE, Sample.ORGANIZATION, now);
                UpdateTag tag = tx.passes().takeTag(TYPE, now);
                for (int i = 0; i < PASSES; i++) {
                    PassId id = new PassId(TYPE, new PassSerialNumber("S-" + i));
                    NewPass wanted = new NewPass(id, Sample.ORGANIZATION, token, Optional.empty(), PassDetails.NONE);
                    tx.passes()
                            .update(tx.passes()
                                    .insert(wanted, tag, now)
                                    .orElseThrow()
                                    .uploaded()
                                    .nextVersion(tag, now));
                    tx.passes().putPackage(id, pkpass, hash);
                    tx.registrations()
                            .insert(
                                    new DeviceLibraryIdentifier("device-" + i / 10),
                                    id,
                                    new PushToken("push"),
                                    tag,
                                    now);
                }
                return PASSES;
            });
            otherToken = new ApiTokenService(storage, Clock.systemUTC(), new SecureRandom(), Map.of())
                    .createFirst(OTHER)
                    .orElseThrow()
                    .secret();
        }
    }

    private static String request(String method, String path, String authorization, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
    }

    private Map<String, LongFunction<String>> probes() {
        String devices = "/v1/devices/device-%d/registrations/" + TYPE.value();
        String pass = "ApplePass " + passToken;
        String other = "Bearer " + otherToken;
        long run = System.nanoTime();
        Map<String, LongFunction<String>> probes = new LinkedHashMap<>();
        probes.put("a device's list", n -> request("GET", String.format(Locale.ROOT, devices, n % 100), "", ""));
        probes.put(
                "a device's fetch", n -> request("GET", "/v1/passes/" + TYPE.value() + "/S-" + n % PASSES, pass, ""));
        probes.put(
                "a device's registration",
                n -> request(
                        "POST",
                        String.format(Locale.ROOT, devices, run + n) + "/S-" + n % PASSES,
                        pass,
                        "{\"pushToken\":\"push\"}"));
        probes.put("ready", n -> request("GET", "/health/ready", "", ""));
        probes.put("another organization's list", n -> request("GET", "/api/v1.0/items?max=10", other, ""));
        probes.put(
                "another organization's write",
                n -> request("POST", "/api/v1.0/items", other, "{\"reference\":\"R-" + run + "-" + n + "\"}"));
        return probes;
    }

    private static String flood(long number) {
        return request(
                "GET",
                "/api/v1.0/serialNumbers?value=*a*&max=1000&sort=lastUpdated&offset=" + number * 37 % 3_000,
                "Bearer flood",
                "");
    }

    /**
     * How long calls took.
     *
     * @param millis each of them, sorted
     */
    @SuppressWarnings("ArrayRecordComponent") // made, printed and forgotten
    private record Times(double[] millis) {
        double part(double part) {
            return millis[(int) Math.min(millis.length - 1, millis.length * part)];
        }
    }

    private void report(MeasuredServer server) throws Exception {
        measure(server, Duration.ofSeconds(5));
        Map<String, Times> quiet = measure(server, TIME);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong number = new AtomicLong();
        AtomicLong lists = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(FLOOD);
        List<Future<Boolean>> flood = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            flood.add(threads.submit(() -> {
                try (HttpLoad.Caller caller = new HttpLoad.Caller(server)) {
                    while (!ended.get()) {
                        int status = caller.call(flood(number.getAndIncrement()));
                        (status == 200 ? lists : refused).incrementAndGet();
                    }
                }
                return true;
            }));
        }
        measure(server, Duration.ofSeconds(5));
        Map<String, Times> flooded = measure(server, TIME);
        ended.set(true);
        for (Future<Boolean> one : flood) {
            one.get();
        }
        threads.shutdown();
        System.out.printf(
                Locale.ROOT,
                "%-30s %12s %12s %12s %12s %8s%n",
                "ms",
                "quiet p50",
                "p99",
                "flood p50",
                "p99",
                "p99 ratio");
        for (Map.Entry<String, Times> entry : quiet.entrySet()) {
            Times before = entry.getValue();
            Times after = flooded.getOrDefault(entry.getKey(), before);
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %12.2f %12.2f %12.2f %12.2f %8.1f%n",
                    entry.getKey(),
                    before.part(0.5),
                    before.part(0.99),
                    after.part(0.5),
                    after.part(0.99),
                    after.part(0.99) / before.part(0.99));
        }
        System.out.printf(Locale.ROOT, "lists of the flood: %d answered, %d refused%n", lists.get(), refused.get());
    }

    /** Makes each call again and again, on a connection of its own, with a pause after each answer. */
    private Map<String, Times> measure(MeasuredServer server, Duration time) throws Exception {
        Map<String, LongFunction<String>> probes = probes();
        ExecutorService threads = Executors.newFixedThreadPool(probes.size());
        Map<String, Future<Times>> running = new LinkedHashMap<>();
        probes.forEach((name, probe) -> running.put(name, threads.submit(() -> measure(server, time, probe))));
        Map<String, Times> times = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Times>> entry : running.entrySet()) {
            times.put(entry.getKey(), entry.getValue().get());
        }
        threads.shutdown();
        return times;
    }

    private static Times measure(MeasuredServer server, Duration time, LongFunction<String> probe) throws Exception {
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        try (HttpLoad.Caller caller = new HttpLoad.Caller(server)) {
            for (long n = 0; System.nanoTime() < end; n++) {
                long begin = System.nanoTime();
                int status = caller.call(probe.apply(n));
                millis.add((System.nanoTime() - begin) / 1e6);
                if (status >= 300) {
                    System.out.println("answered " + status + " to "
                            + probe.apply(n).lines().findFirst());
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
        return new Times(
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }
}
