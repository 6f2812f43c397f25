package io.serialpass.benchmarks;

import io.serialpass.organization.Organization;
import io.serialpass.service.KeptPackages;
import io.serialpass.service.PackageService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.StoredPackages;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.PkpassDelta;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.signing.CertificateFiles;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches of packages that are made here, over HTTP, 64 callers: a cached package of about 30 KB beside the plain answer of
 * as many bytes from memory by bare Undertow, in CPU time of the server process per request; and what a burst of fetches of
 * one pass costs right after it changed.
 */
public final class FetchBenchmark {

    private static final int CALLERS = 64;
    private static final int BURST = 10_000;
    private static final int MANY = 20_000;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private FetchBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Sample.directory();
        try {
            Path certificates = Files.createDirectory(directory.resolve("certificates"));
            PackageSample sample = new PackageSample();
            sample.write(certificates);
            Pass pass = fill(directory, certificates, sample);
            Path jar = Path.of(arguments[0]);
            String classPath = Path.of("benchmarks/target/classes").toAbsolutePath() + ":" + jar.toAbsolutePath();
            try (MeasuredServer ours =
                            MeasuredServer.ofJar(jar, directory, "--certificates=" + certificates, "--api-token=t");
                    MeasuredServer bare = new MeasuredServer(
                            directory,
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    classPath,
                                    BareServer.class.getName(),
                                    directory.resolve("package.pkpass").toString()))) {
                report(ours, bare, pass);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    /** Makes the store, and one package to tell the size. */
    private static Pass fill(Path directory, Path certificates, PackageSample sample) throws Exception {
        Clock clock = Clock.systemUTC();
        ApplePassPackager signer = new ApplePassPackager(
                new CertificateFiles(List.of(certificates), Optional.empty()), Optional.empty(), clock);
        Organization organization = Sample.ORGANIZATION;
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"));
                StoredPackages kept = new StoredPackages(storage, new PkpassDelta());
                Packages made = new Packages(signer, 64 << 20, kept)) {
            PassTypeService types = new PassTypeService(storage, clock, signer);
            types.create(organization, PackageSample.TYPE, sample.files);
            PassService passes = new PassService(storage, clock, new SecureRandom(), signer);
            Pass pass = issue(passes, "S-1", 1);
            PackageService packages = new PackageService(storage, clock, new PkpassDoctor(clock), made);
            PackageOfVersion first =
                    packages.currentPackage(organization, pass.id()).orElseThrow();
            Files.write(directory.resolve("package.pkpass"), first.pkpass());
            System.out.printf(Locale.ROOT, "The package has %,d bytes.%n", first.pkpass().length);
            burst(passes, packages, made, pass);
            List<Pass> many = many(passes);
            everyPass("signed, and kept in memory", storage, signer, KeptPackages.none(), many);
            try (StoredPackages keeper = new StoredPackages(storage, new PkpassDelta())) {
                everyPass("signed, and kept in the store too", storage, signer, keeper, many);
            }
            everyPass("put together from the store", storage, signer, kept, many);
            long bytes = storage.read(view -> many.stream()
                    .mapToLong(one ->
                            view.passes().keptPackage(one.id()).orElseThrow().difference().length)
                    .sum());
            System.out.printf(Locale.ROOT, "A package is kept in %,d bytes.%n", bytes / MANY);
            return pass;
        }
    }

    /** What a burst of phones costs that all ask for one pass right after it changed. */
    private static void burst(PassService passes, PackageService packages, Packages cache, Pass pass) throws Exception {
        passes.update(pass.organization(), pass.id(), details -> details.withVoided(true));
        long before = cache.made();
        ExecutorService phones = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<Integer>> fetches = Collections.nCopies(
                    BURST,
                    () -> packages.currentPackage(pass.organization(), pass.id())
                            .orElseThrow()
                            .pkpass()
                            .length);
            for (Future<Integer> fetched : phones.invokeAll(fetches)) {
                fetched.get();
            }
        } finally {
            phones.shutdownNow();
        }
        System.out.printf(
                Locale.ROOT, "%,d fetches of a pass that changed: %d signature(s).%n", BURST, cache.made() - before);
    }

    private static Pass issue(PassService passes, String serialNumber, int seat) {
        PassOrder order =
                PassOrder.of(PackageSample.TYPE, PackageSample.seat(seat)).named(new PassSerialNumber(serialNumber));
        PassCreateOutcome outcome = passes.create(Sample.ORGANIZATION, List.of(order));
        return ((PassCreateOutcome.Created) outcome).passes().get(0);
    }

    private static List<Pass> many(PassService passes) {
        List<Pass> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(issue(passes, "MANY-" + i, i));
        }
        return many;
    }

    /** What it costs when each phone fetches another pass, as after a change of the template. */
    private static void everyPass(
            String what, Storage storage, PassPackager signer, KeptPackages kept, List<Pass> passes) throws Exception {
        Clock clock = Clock.systemUTC();
        Packages cache = new Packages(signer, 0, kept);
        PackageService packages = new PackageService(storage, clock, new PkpassDoctor(clock), cache);
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ExecutorService phones = Executors.newFixedThreadPool(CALLERS);
        try {
            long cpu = process.getProcessCpuTime();
            List<Callable<byte[]>> fetches = new ArrayList<>();
            passes.forEach(pass -> fetches.add(() -> packages.currentPackage(Sample.ORGANIZATION, pass.id())
                    .orElseThrow()
                    .pkpass()));
            for (Future<byte[]> fetched : phones.invokeAll(fetches)) {
                fetched.get();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d packages %s: %,.0f us of CPU time each, %,d signatures.%n",
                    MANY,
                    what,
                    (process.getProcessCpuTime() - cpu) / 1e3 / MANY,
                    cache.made());
        } finally {
            phones.shutdownNow();
        }
    }

    private static void report(MeasuredServer ours, MeasuredServer bare, Pass pass) {
        String fetch = "GET /v1/passes/" + pass.id() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApplePass "
                + pass.authenticationToken().value() + "\r\n\r\n";
        double[] cpu = new double[ROUNDS];
        double[] cpuOfBare = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            double mine =
                    new HttpLoad(ours, CALLERS).run(ROUND, n -> fetch, 200).cpuMicros();
            double theirs = new HttpLoad(bare, CALLERS)
                    .run(ROUND, n -> "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)
                    .cpuMicros();
            if (round >= 0) {
                cpu[round] = mine;
                cpuOfBare[round] = theirs;
            }
        }
        Arrays.sort(cpu);
        Arrays.sort(cpuOfBare);
        double mine = cpu[ROUNDS / 2];
        double theirs = cpuOfBare[ROUNDS / 2];
        System.out.printf(
                Locale.ROOT,
                "CPU time per fetch of a cached package: %.1f us; bare Undertow: %.1f us; ratio %.2f%n",
                mine,
                theirs,
                mine / theirs);
    }
}
