package io.serialpass.benchmarks;

import de.brendamour.jpasskit.PKBarcode;
import de.brendamour.jpasskit.PKField;
import de.brendamour.jpasskit.PKPass;
import de.brendamour.jpasskit.enums.PKBarcodeFormat;
import de.brendamour.jpasskit.enums.PKPassType;
import de.brendamour.jpasskit.passes.PKGenericPass;
import de.brendamour.jpasskit.signing.PKInMemorySigningUtil;
import de.brendamour.jpasskit.signing.PKPassTemplateInMemory;
import de.brendamour.jpasskit.signing.PKSigningInformation;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongToIntFunction;

/**
 * Signed packages per second of CPU time, on one thread: beside the bare RSA-2048 signature of the JDK, jpasskit and
 * passkit-generator, in the same run, with the same certificate and the same images. Medians of rounds that alternate.
 */
public final class PackageBenchmark {

    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private PackageBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments the folder of the peer; without it passkit-generator is left out
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        PackageSample sample = new PackageSample();
        Path directory = Sample.directory();
        try {
            sample.write(directory);
            List<Contender> contenders = new ArrayList<>(List.of(
                    Contender.here("bare RSA-2048 signature", bareSignature(sample)),
                    Contender.here("Serialpass", serialpass(sample)),
                    Contender.here("jpasskit, in memory", jpasskit(sample))));
            if (arguments.length > 0) {
                Path peer = Path.of(arguments[0]);
                contenders.add(new Contender(
                        "passkit-generator", () -> passkitGenerator(peer, directory), new double[ROUNDS]));
            }
            for (int round = -2; round < ROUNDS; round++) {
                for (Contender contender : contenders) {
                    double rate = contender.rate().call();
                    if (round >= 0) {
                        contender.rates()[round] = rate;
                    }
                }
            }
            report(contenders);
        } finally {
            Sample.remove(directory);
        }
    }

    /**
     * Who is measured.
     *
     * @param name the name
     * @param rate measures for one round: packages per second of CPU time
     * @param rates takes what was measured, by round
     */
    @SuppressWarnings("ArrayRecordComponent") // filled round by round
    private record Contender(String name, Callable<Double> rate, double[] rates) {
        static Contender here(String name, LongToIntFunction maker) {
            return new Contender(name, () -> perCpuSecond(maker), new double[ROUNDS]);
        }
    }

    private static void report(List<Contender> contenders) {
        System.out.printf(Locale.ROOT, "%-28s %14s %8s%n", "per second of CPU time", "signed", "of bare");
        double[] bare = contenders.get(0).rates();
        for (Contender contender : contenders) {
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %,14.0f %7.0f%%%n",
                    contender.name(),
                    median(contender.rates()),
                    100 * paired(contender.rates(), bare));
        }
    }

    private static double perCpuSecond(LongToIntFunction maker) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long end = System.nanoTime() + ROUND.toNanos();
        long count = 0;
        long bytes = 0;
        while (System.nanoTime() < end) {
            bytes += maker.applyAsInt(count++);
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing was made");
        }
        return count / ((threads.getCurrentThreadCpuTime() - cpuBefore) / 1e9);
    }

    private static LongToIntFunction bareSignature(PackageSample sample) {
        byte[] data = new byte[600];
        return number -> {
            try {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(sample.issued.key());
                data[0] = (byte) number;
                signature.update(data);
                return signature.sign().length;
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static LongToIntFunction serialpass(PackageSample sample) {
        ApplePassPackager packager =
                new ApplePassPackager(SigningIdentities.of(sample.identity), Optional.empty(), Clock.systemUTC());
        PassTypeContent type = sample.type();
        return number -> packager.make(sample.pass(number, type)).pkpass().length;
    }

    private static LongToIntFunction jpasskit(PackageSample sample) throws Exception {
        PKPassTemplateInMemory template = new PKPassTemplateInMemory();
        for (Map.Entry<PassFileName, byte[]> file : sample.files.entrySet()) {
            if (!file.getKey().equals(PassFileName.TEMPLATE)) {
                template.addFile(file.getKey().value(), new ByteArrayInputStream(file.getValue()));
            }
        }
        PKSigningInformation signing = new PKSigningInformation(
                sample.issued.certificate(), sample.issued.key(), sample.authority.intermediate());
        PKInMemorySigningUtil util = new PKInMemorySigningUtil();
        return number -> {
            try {
                return util.createSignedAndZippedPkPassArchive(pass("Seat " + number, number), template, signing)
                        .length;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static PKPass pass(String seat, long number) throws Exception {
        return PKPass.builder()
                .formatVersion(1)
                .passTypeIdentifier(PackageSample.TYPE.value())
                .teamIdentifier(PackageSample.TEAM)
                .serialNumber("S-" + number)
                .organizationName("Bench")
                .description("A ticket")
                .webServiceURL(URI.create("https://passes.example.com").toURL())
                .authenticationToken("0123456789abcdef0123456789abcdef")
                .backgroundColor("rgb(36, 22, 64)")
                .foregroundColor("rgb(255, 255, 255)")
                .barcodeBuilder(PKBarcode.builder()
                        .format(PKBarcodeFormat.PKBarcodeFormatQR)
                        .message(seat)
                        .messageEncoding(StandardCharsets.ISO_8859_1))
                .pass(PKGenericPass.builder()
                        .passType(PKPassType.PKGenericPass)
                        .primaryFieldBuilder(
                                PKField.builder().key("seat").label("Seat").value(seat))
                        .secondaryFieldBuilder(
                                PKField.builder().key("gate").label("Gate").value("7"))
                        .auxiliaryFieldBuilder(
                                PKField.builder().key("row").label("Row").value("12"))
                        .backFieldBuilder(
                                PKField.builder().key("terms").label("Terms").value("No refunds.")))
                .build();
    }

    private static double passkitGenerator(Path peer, Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        "node",
                        peer.resolve("packages.js").toAbsolutePath().toString(),
                        directory.toString(),
                        Long.toString(ROUND.toSeconds()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return Double.parseDouble(String.valueOf(lines.readLine()));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The median of the ratios within each round. */
    private static double paired(double[] values, double[] base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            ratios.add(values[i] / base[i]);
        }
        return median(ratios.stream().mapToDouble(ratio -> ratio).toArray());
    }
}
