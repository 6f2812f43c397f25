package io.serialpass.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One change of the passes of many phones, until each phone has the new pass: each is told by push, asks, fetches and verifies. Beside it,
 * in the same run, its parts alone: the pushes, the lists, the fetches of a pass that changed. CPU time of the server process per
 * phone, and of the phones' process.
 */
public final class StormBenchmark {

    private static final int CALLERS = 64;

    /** So many phones warm the server up when they register; fewer need a round that does not count. */
    private static final int MANY = 50_000;

    private final int devices;
    private final StormServer server;
    private final PhonesProcess phones;

    private StormBenchmark(int devices, StormServer server, PhonesProcess phones) {
        this.devices = devices;
        this.server = server;
        this.phones = phones;
    }

    private interface Work {
        void run() throws Exception;
    }

    /**
     * A part of a round.
     *
     * @param seconds until it was done
     * @param server CPU time of the server for each phone, in microseconds, with what it does afterwards because of it
     * @param phones CPU time of the phones for each phone, in microseconds
     */
    private record Part(double seconds, double server, double phones) {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar; how many phones, 10,000 without it; how many passes, as many as phones without it; how many
     *     rounds, 3 without it
     * @throws Exception if the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        int devices = number(arguments, 1, 10_000);
        int passes = number(arguments, 2, devices);
        int rounds = number(arguments, 3, 3);
        Path directory = Sample.directory();
        try {
            Path certificates = Files.createDirectory(directory.resolve("certificates"));
            PackageSample sample = new PackageSample();
            sample.write(certificates);
            StormPasses.fill(directory, certificates, sample, passes);
            try (PhonesProcess phones = new PhonesProcess(directory);
                    StormServer server = new StormServer(jar, directory, certificates, phones)) {
                phones.tell("phones " + server.url() + " " + passes + " " + devices + " " + CALLERS);
                System.out.printf(Locale.ROOT, "%,d phones hold %,d passes.%n", devices, passes);
                new StormBenchmark(devices, server, phones).run(rounds);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static int number(String[] arguments, int index, int usual) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
    }

    private void run(int rounds) throws Exception {
        Part joined = measure(() -> System.out.println("The phones register, ask and fetch: " + phones.tell("join")));
        print("register, list, fetch", joined);
        List<Double> ratios = new ArrayList<>();
        for (int round = devices < MANY ? 0 : 1; round <= rounds; round++) {
            System.out.println("Round " + round + (round == 0 ? ", a warm-up" : ""));
            double parts = parts();
            double storm = storm();
            if (round > 0) {
                ratios.add(storm / parts);
            }
            System.out.printf(
                    Locale.ROOT,
                    "the parts together %.0f us, the storm %.0f us, ratio %.2f%n",
                    parts,
                    storm,
                    storm / parts);
        }
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        GarbageLog.Use heap = server.heap();
        System.out.printf(
                Locale.ROOT,
                "ratios of the server's CPU time: %s, median %.2f%n"
                        + "heap of the server: at most %d MB in use before a collection, %d MB after one; the process had %d MB%n",
                Arrays.toString(sorted),
                sorted[sorted.length / 2],
                heap.before(),
                heap.after(),
                server.figures().mostMegabytes());
    }

    private Part measure(Work work) throws Exception {
        double serverBefore = micros(server.figures());
        double phonesBefore = micros(phones.figures());
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        server.settle();
        return new Part(
                seconds,
                (micros(server.figures()) - serverBefore) / devices,
                (micros(phones.figures()) - phonesBefore) / devices);
    }

    private static double micros(ProcessFigures process) {
        return process.cpuTime().toNanos() / 1e3;
    }

    /** The CPU time of the server for all parts of a storm, each alone. */
    private double parts() throws Exception {
        phones.tell("deaf");
        Part pushes = measure(() -> {
            server.change();
            phones.tell("pushes " + devices);
        });
        print("pushes alone", pushes);
        Part lists = measure(() -> System.out.println("lists, in us: " + phones.tell("list")));
        print("lists alone", lists);
        Part fetches = measure(() -> System.out.println("fetches, in us: " + phones.tell("fetch")));
        print("fetches alone", fetches);
        return pushes.server() + lists.server() + fetches.server();
    }

    private double storm() throws Exception {
        phones.tell("hear " + System.currentTimeMillis());
        Storm storm = new Storm();
        Part all = measure(() -> {
            server.change();
            storm.answer = phones.tell("storm");
        });
        print("the storm", all);
        storm.print(devices);
        return all.server();
    }

    /** What the phones tell of a storm. */
    private static final class Storm {
        private Map<String, Long> answer = Map.of();

        private long of(String name) {
            return answer.getOrDefault(name, -1L);
        }

        void print(int devices) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d of %,d phones hold the new pass, %,d within 60 s; %,d pushes; the last phone was told after %.1f s,"
                            + " asked after %.1f s, fetched after %.1f s%n"
                            + "lists: half within %.1f ms, 99 of 100 within %.1f ms; fetches: %.1f ms, %.1f ms; %d calls failed,"
                            + " %d complaints%n",
                    of("renewed"),
                    devices,
                    of("inTime"),
                    of("pushes"),
                    of("told") / 1e3,
                    of("listed") / 1e3,
                    of("fetched") / 1e3,
                    of("list50") / 1e3,
                    of("list99") / 1e3,
                    of("fetch50") / 1e3,
                    of("fetch99") / 1e3,
                    of("failed"),
                    of("complained"));
        }
    }

    private void print(String name, Part part) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %7.1f s, %7.0f/s, CPU time for each phone: %7.0f us of the server, %7.0f us of the phones%n",
                name,
                part.seconds(),
                devices / part.seconds(),
                part.server(),
                part.phones());
    }
}
