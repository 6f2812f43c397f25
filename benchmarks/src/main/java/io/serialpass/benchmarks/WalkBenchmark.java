package io.serialpass.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One change that touches 1,000,000 passes on as many devices, of a server with a heap of 256 MB: how long the change takes, how much
 * it writes, the memory while the sender walks through the devices, and how long a device waits for its list then.
 */
public final class WalkBenchmark {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int CHANGES = 2;

    private WalkBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar; how many devices, 1,000,000 without it
     * @throws Exception if the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        int devices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path directory = Sample.directory();
        try {
            Path certificates = Files.createDirectory(directory.resolve("certificates"));
            PackageSample sample = new PackageSample();
            sample.write(certificates);
            StormPasses.fill(directory, certificates, sample, devices);
            StormPasses.register(directory, devices);
            try (PhonesProcess phones = new PhonesProcess(directory);
                    StormServer server = new StormServer(Path.of(arguments[0]), directory, certificates, phones)) {
                phones.tell("phones " + server.url() + " 1 1 1");
                server.settle();
                for (int i = 0; i < CHANGES; i++) {
                    change(devices, phones, server);
                }
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static void change(int devices, PhonesProcess phones, StormServer server) throws Exception {
        phones.tell("deaf");
        long memory = server.figures().megabytes();
        long bytes = server.figures().writtenBytes();
        Duration cpu = server.figures().cpuTime();
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService prober = Executors.newSingleThreadExecutor();
        Future<List<Double>> lists = prober.submit(() -> probe(server, devices, isOver));
        long begin = System.nanoTime();
        double millis = server.change();
        long written = server.figures().writtenBytes() - bytes;
        phones.tell("pushes " + devices);
        double seconds = (System.nanoTime() - begin) / 1e9;
        isOver.set(true);
        List<Double> waits = lists.get();
        prober.shutdown();
        server.settle();
        GarbageLog.Use heap = server.heap();
        System.out.printf(
                Locale.ROOT,
                "The change of %,d passes was answered after %.1f ms; by then the server had written %,d bytes to the disk.%n"
                        + "The last push was answered after %.1f s (%.0f/s; %.0f us of the server's CPU time each).%n"
                        + "Heap: at most %d MB in use before a collection, %d MB after one. The process had %d MB before, %d MB at most.%n"
                        + "A device's list meanwhile: half within %.1f ms, 99 of 100 within %.1f ms (%,d lists).%n",
                devices,
                millis,
                written,
                seconds,
                devices / seconds,
                server.figures().cpuTime().minus(cpu).toNanos() / 1e3 / devices,
                heap.before(),
                heap.after(),
                memory,
                server.figures().mostMegabytes(),
                waits.get(waits.size() / 2),
                waits.get(waits.size() * 99 / 100),
                waits.size());
    }

    /** Asks for the list of one device after the other, and gives the waits in milliseconds, sorted. */
    private static List<Double> probe(StormServer server, int devices, AtomicBoolean isOver) throws Exception {
        List<Double> waits = new ArrayList<>();
        Random random = new Random(3);
        try (HttpLoad.Caller caller = new HttpLoad.Caller(server.measured())) {
            do {
                String device = StormPasses.device(random.nextInt(devices)).value();
                long begin = System.nanoTime();
                int status = caller.call("GET /v1/devices/" + device + "/registrations/" + StormPasses.TYPE.value()
                        + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                waits.add((System.nanoTime() - begin) / 1e6);
                if (status != 200) {
                    throw new IllegalStateException("a list was answered " + status);
                }
                Thread.sleep(PAUSE.toMillis());
            } while (!isOver.get());
        }
        return waits.stream().sorted().toList();
    }
}
