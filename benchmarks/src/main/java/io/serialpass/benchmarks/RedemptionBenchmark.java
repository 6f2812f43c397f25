package io.serialpass.benchmarks;

import io.serialpass.Serialpass;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassTypeService;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.CertificateFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Scans at doors over HTTP, beside a change of status: CPU time of the server process per request. Before that, 1,000 tickets that are
 * each scanned at 50 doors at once.
 */
public final class RedemptionBenchmark {

    private static final int DOORS = 50;
    private static final int CONTESTED = 1_000;
    private static final int TICKETS = 80_000;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final String TOKEN = "a-token-for-the-measurement-only";

    private RedemptionBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar
     * @throws Exception if the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Sample.directory();
        try {
            Path certificates = Files.createDirectory(directory.resolve("certificates"));
            PackageSample sample = new PackageSample();
            sample.write(certificates);
            long firstTied = fill(directory, certificates, sample);
            try (MeasuredServer server = MeasuredServer.ofJar(
                    Path.of(arguments[0]), directory, "--certificates=" + certificates, "--api-token=" + TOKEN)) {
                contest(server);
                report(new HttpLoad(server, DOORS), firstTied);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    /** Makes the store: passes that are tied to serial numbers. Gives the id of the first serial number. */
    private static long fill(Path directory, Path certificates, PackageSample sample) {
        ApplePassPackager packager = new ApplePassPackager(
                new CertificateFiles(List.of(certificates), Optional.empty()), Optional.empty(), Clock.systemUTC());
        SortedMap<PassFileName, byte[]> files = new TreeMap<>(sample.files);
        files.put(
                PassFileName.TEMPLATE,
                PackageSample.TEMPLATE.replace("SEAT", "{{serialNumber}}").getBytes(StandardCharsets.UTF_8));
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"));
                Serialpass app = Serialpass.builder(storage).packager(packager).build()) {
            PassTypeService types = app.passTypes();
            types.create(Sample.ORGANIZATION, PackageSample.TYPE, files);
            Item item = Sample.addItems(storage, 1).get(0);
            long first = 0;
            for (int from = 0; from < TICKETS; from += 1_000) {
                int begin = from;
                List<SerialNumber> rows =
                        storage.write(tx -> tx.serialNumbers().insert(rows(item, begin), Instant.now())).stream()
                                .map(Optional::orElseThrow)
                                .toList();
                first = first == 0 ? rows.get(0).id().value() : first;
                List<PassOrder> orders = rows.stream()
                        .map(row -> PassOrder.of(PackageSample.TYPE, PassDetails.NONE)
                                .named(new PassSerialNumber(
                                        row.details().value().value()))
                                .tiedTo(row.id()))
                        .toList();
                if (!(app.passes().create(Sample.ORGANIZATION, orders) instanceof PassCreateOutcome.Created)) {
                    throw new IllegalStateException("the passes were not issued");
                }
            }
            return first;
        }
    }

    private static List<NewSerialNumber> rows(Item item, int from) {
        List<NewSerialNumber> rows = new ArrayList<>();
        for (int i = from; i < from + 1_000; i++) {
            rows.add(new NewSerialNumber(
                    item,
                    new SerialNumberDetails(
                            new SerialNumberValue("T-" + i), SerialNumberStatus.NEW, OptionalLong.empty())));
        }
        return rows;
    }

    /** Scans each of some tickets at all doors at once. */
    private static void contest(MeasuredServer server) throws Exception {
        AtomicInteger letIn = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService doors = Executors.newFixedThreadPool(DOORS);
        try {
            List<Callable<Integer>> all = Collections.nCopies(DOORS, () -> {
                for (int i = 0; i < CONTESTED; i++) {
                    String answer = scan(client, server, i);
                    (answer.contains("\"let_in\"") ? letIn : others).incrementAndGet();
                }
                return CONTESTED;
            });
            for (Future<Integer> door : doors.invokeAll(all)) {
                door.get();
            }
        } finally {
            doors.shutdownNow();
        }
        System.out.printf(
                Locale.ROOT,
                "%,d tickets, each at %d doors: %,d scans let in, %,d did not%n",
                CONTESTED,
                DOORS,
                letIn.get(),
                others.get());
    }

    private static String scan(HttpClient client, MeasuredServer server, int ticket) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1.0/passes/redeem"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(message(ticket)))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static String message(long ticket) {
        return "{\"message\":\"T-" + ticket + "\"}";
    }

    private static void report(HttpLoad load, long firstRow) {
        AtomicLong nextTicket = new AtomicLong(CONTESTED);
        AtomicLong nextChange = new AtomicLong();
        Map<String, LongFunction<String>> calls = new LinkedHashMap<>();
        calls.put("change of status of a serial number with a pass", n -> {
            long change = nextChange.getAndIncrement();
            String status = change / TICKETS % 2 == 0 ? "SOLD" : "NEW";
            return request(
                    "PUT",
                    "/api/v1.0/serialNumbers/" + (firstRow + change % TICKETS),
                    "{\"status\":\"" + status + "\"}");
        });
        calls.put("redemption", n -> request("POST", "/api/v1.0/passes/redeem", message(nextTicket.getAndIncrement())));
        calls.put(
                "a scan of a pass that was redeemed",
                n -> request("POST", "/api/v1.0/passes/redeem", message(n % CONTESTED)));
        Map<String, double[]> cpu = new LinkedHashMap<>();
        Map<String, double[]> rates = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (Map.Entry<String, LongFunction<String>> call : calls.entrySet()) {
                HttpLoad.Result result = load.run(ROUND, call.getValue(), 200);
                if (round >= 0) {
                    cpu.computeIfAbsent(call.getKey(), name -> new double[ROUNDS])[round] = result.cpuMicros();
                    rates.computeIfAbsent(call.getKey(), name -> new double[ROUNDS])[round] = result.perSecond();
                }
            }
        }
        if (nextTicket.get() > TICKETS) {
            throw new IllegalStateException("there were too few tickets: some were scanned that do not exist");
        }
        double change = median(cpu.values().iterator().next());
        cpu.forEach((name, micros) -> System.out.printf(
                Locale.ROOT,
                "%-50s %8.1f us CPU %6.2f x %,9.0f/s%n",
                name,
                median(micros),
                median(micros) / change,
                median(rates.getOrDefault(name, new double[1]))));
    }

    private static String request(String method, String path, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
