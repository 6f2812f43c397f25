package io.serialpass.benchmarks;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import com.sun.management.OperatingSystemMXBean;
import io.serialpass.Serialpass;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.apns.ApnsCredential;
import io.serialpass.push.apns.ApnsPushSender;
import io.serialpass.push.apns.ApnsPushSenderBuilder;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * One change of all passes of a type, each on a device of its own, until the last push was answered; beside Pushy alone, which
 * sends as many bare notifications to the same stand-in for Apple's push service. Rates, and CPU time of this process.
 */
final class PushBenchmark {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");
    private static final Organization ACME = new Organization("acme");
    private static final int ROUNDS = 5;
    private static final int UNDER_WAY = 1_000;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private PushBenchmark() {}

    /** Time and CPU time of one run. */
    private record Run(double seconds, double cpuSeconds) {}

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int devices = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path directory = Files.createTempDirectory("serialpass-push-benchmark");
        SigningIdentity identity =
                TrialAuthority.create(Instant.now(), new SecureRandom()).identity(TYPE, "TEAM", Instant.now());
        Process standIn = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PushStandIn.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(standIn.getInputStream(), StandardCharsets.UTF_8))) {
            X509Certificate trusted = certificate(lines.readLine());
            String address = lines.readLine();
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            measure(devices, directory, identity, trusted, port);
        } finally {
            standIn.destroyForcibly();
        }
    }

    private static X509Certificate certificate(String line) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(line)));
    }

    private static void measure(
            int devices, Path directory, SigningIdentity identity, X509Certificate trusted, int port) throws Exception {
        ApnsPushSenderBuilder builder = ApnsPushSender.builder(type -> new ApnsCredential.Certificate(
                        identity.certificate(), identity.privateKey().orElseThrow(), identity.fingerprint()))
                .server("localhost", port)
                .trust(List.of(trusted))
                .mostUnderWay(UNDER_WAY);
        try (Storage storage =
                        Storages.open("jdbc:sqlite:" + directory.resolve("store.db"), StorageOptions.defaults());
                Serialpass app =
                        Serialpass.builder(storage).pushSender(builder.build()).build()) {
            fill(storage, devices);
            System.gc();
            long idle = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            ApnsClient bare = bare(identity, trusted, port);
            double[] rates = new double[ROUNDS];
            double[] cpu = new double[ROUNDS];
            double[] bareRates = new double[ROUNDS];
            double[] bareCpu = new double[ROUNDS];
            long most = 0;
            for (int round = -1; round < ROUNDS; round++) {
                Run alone = run(() -> sendBare(bare, devices));
                LiveHeap heap = new LiveHeap();
                Run ours = run(() -> changeAll(app, devices));
                most = Math.max(most, heap.most());
                if (round >= 0) {
                    rates[round] = devices / ours.seconds();
                    cpu[round] = ours.cpuSeconds() * 1e6 / devices;
                    bareRates[round] = devices / alone.seconds();
                    bareCpu[round] = alone.cpuSeconds() * 1e6 / devices;
                }
            }
            print("Pushy alone", bareRates, bareCpu);
            print("one change of all", rates, cpu);
            System.out.printf(
                    Locale.ROOT,
                    "rate %.2f of Pushy's; live heap at most %d MB above idle%n",
                    median(rates) / median(bareRates),
                    Math.max(0, most - idle) >> 20);
            var unused = bare.close();
        }
    }

    private static void print(String name, double[] rates, double[] cpu) {
        System.out.printf(
                Locale.ROOT, "%-20s %8.0f pushes/s, %6.1f us of CPU time each%n", name, median(rates), median(cpu));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Run run(Work work) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        work.run();
        return new Run((System.nanoTime() - begin) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }

    private static String token(int number) {
        return String.format(Locale.ROOT, "%064x", 0xA000000L + number);
    }

    private static void fill(Storage storage, int devices) {
        Instant now = Instant.now();
        storage.write(tx -> tx.passTypes().claim(TYPE, ACME, now));
        renew(storage, "{}");
        for (int begin = 0; begin < devices; begin += 1_000) {
            int first = begin;
            storage.write(tx -> {
                UpdateTag tag = tx.passes().takeTag(TYPE, now);
                for (int i = first; i < Math.min(first + 1_000, devices); i++) {
                    PassId id = new PassId(TYPE, new PassSerialNumber("S-" + i));
                    AuthenticationToken token = new AuthenticationToken("token of the pass " + i + " in some more");
                    tx.passes().insert(new NewPass(id, ACME, token, Optional.empty(), PassDetails.NONE), tag, now);
                    tx.registrations()
                            .insert(new DeviceLibraryIdentifier("D-" + i), id, new PushToken(token(i)), tag, now);
                }
                return true;
            });
        }
    }

    private static UpdateTag renew(Storage storage, String template) {
        return storage.write(tx -> {
            Instant now = Instant.now();
            tx.passTypes()
                    .putFile(TYPE, PassFileName.TEMPLATE, Optional.of(template.getBytes(StandardCharsets.UTF_8)), now);
            return renew(tx, now);
        });
    }

    private static UpdateTag renew(WriteTransaction tx, Instant now) {
        UpdateTag tag = tx.passes().takeTag(TYPE, now);
        tx.passTypes().renewPasses(TYPE, tag, now);
        tx.events().append(PassTypeEvent.ofType(TYPE, tag), now);
        return tag;
    }

    private static void changeAll(Serialpass app, int devices) {
        UpdateTag tag = renew(app.storage(), "{\"at\":" + System.nanoTime() + "}");
        PushToken last = new PushToken(token(devices - 1));
        // The walk is in the order of the registrations, and what it told is stored in that order.
        while (app.storage()
                .read(view -> view.pushes().record(TYPE, last))
                .filter(record -> record.told().compareTo(tag) >= 0)
                .isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static ApnsClient bare(SigningIdentity identity, X509Certificate trusted, int port)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] none = new char[0];
        store.setKeyEntry(
                "key", identity.privateKey().orElseThrow(), none, new X509Certificate[] {identity.certificate()});
        KeyStore.PrivateKeyEntry entry =
                (KeyStore.PrivateKeyEntry) store.getEntry("key", new KeyStore.PasswordProtection(none));
        return new ApnsClientBuilder()
                .setApnsServer("localhost", port)
                .setTrustedServerCertificateChain(trusted)
                .setClientCredentials((X509Certificate) entry.getCertificate(), entry.getPrivateKey(), null)
                .build();
    }

    private static void sendBare(ApnsClient client, int devices) throws InterruptedException {
        Semaphore slots = new Semaphore(UNDER_WAY);
        CountDownLatch answered = new CountDownLatch(devices);
        Instant expiration = Instant.now().plus(Duration.ofDays(1));
        for (int i = 0; i < devices; i++) {
            slots.acquire();
            var unused = client.sendNotification(new SimpleApnsPushNotification(
                            token(i),
                            TYPE.value(),
                            "{}",
                            expiration,
                            DeliveryPriority.CONSERVE_POWER,
                            PushType.BACKGROUND))
                    .whenComplete((response, error) -> {
                        slots.release();
                        answered.countDown();
                    });
        }
        answered.await();
    }
}
