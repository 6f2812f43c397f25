package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while it tells many phones of one change: each phone is told, and none again and again. */
@Timeout(240)
class PushKillTest {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");
    private static final int DEVICES = 4_000;
    private static final int KILLS = 2;

    @TempDir
    private Path directory;

    private final Map<String, Integer> told = new ConcurrentHashMap<>();

    private static String token(int device) {
        return String.format("%064x", 0xABCDEF00L + device);
    }

    /** A store of passes that are made here, each on a phone. */
    private void fill() {
        Organization owner = new Organization("default");
        Instant now = Clock.systemUTC().instant().minusSeconds(60);
        try (Storage storage =
                Storages.open("jdbc:sqlite:" + directory.resolve("store.db"), StorageOptions.defaults())) {
            storage.write(tx -> {
                tx.passTypes().claim(TYPE, owner, now);
                byte[] template = "{}".getBytes(StandardCharsets.UTF_8);
                tx.passTypes().putFile(TYPE, PassFileName.TEMPLATE, Optional.of(template), now);
                UpdateTag tag = tx.passes().takeTag(TYPE, now);
                tx.passTypes().renewPasses(TYPE, tag, now);
                for (int i = 0; i < DEVICES; i++) {
                    PassId id = new PassId(TYPE, new PassSerialNumber("S-" + i));
                    AuthenticationToken secret = new AuthenticationToken("token of the pass " + i + " and more");
                    tx.passes().insert(new NewPass(id, owner, secret, Optional.empty(), PassDetails.NONE), tag, now);
                    tx.registrations()
                            .insert(new DeviceLibraryIdentifier("D-" + i), id, new PushToken(token(i)), tag, now);
                }
                return true;
            });
        }
    }

    private void writeCertificates() throws IOException {
        Instant now = Clock.systemUTC().instant();
        TrialAuthority authority = TrialAuthority.create(now, new SecureRandom());
        Path certificates = Files.createDirectory(directory.resolve("certificates"));
        TrialAuthority.Issued issued =
                authority.issue(TYPE, "TEAM", "EC", now.minusSeconds(60), now.plusSeconds(86_400));
        Files.writeString(certificates.resolve("card.pem"), issued.toPem());
        Files.writeString(certificates.resolve("intermediate.pem"), TrialAuthority.toPem(authority.intermediate()));
    }

    private Process start(ApnsStandIn apple) throws IOException {
        Path trust = directory.resolve("stand-in.pem");
        Files.writeString(trust, apple.certificatePem());
        Process process = new ProcessBuilder(Program.command(
                        List.of("-Xmx128m"),
                        "serve",
                        "--port=0",
                        "--storage=jdbc:sqlite:" + directory.resolve("store.db"),
                        "--certificates=" + directory.resolve("certificates"),
                        "--push-host=localhost",
                        "--push-port=" + apple.port(),
                        "--push-trust=" + trust,
                        "--push-in-flight=100"))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("err").toFile()))
                .start();
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return process;
    }

    private void awaitTold(int number) {
        long begin = System.nanoTime();
        while (told.size() < number
                && System.nanoTime() - begin < Duration.ofSeconds(60).toNanos()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void eachPhoneIsToldAtLeastOnceAndAtMostOnceForEachStart() throws Exception {
        fill();
        writeCertificates();
        Random random = new Random(7);
        try (ApnsStandIn apple = ApnsStandIn.builder().start()) {
            apple.onAccepted(push -> told.merge(push.token(), 1, Integer::sum));
            // The certificate that the server begins with changes all passes.
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = start(apple);
                awaitTold(kill * DEVICES / (KILLS + 1) + 1 + random.nextInt(DEVICES / (KILLS + 1)));
                process.destroyForcibly().waitFor();
            }
            Process last = start(apple);
            awaitTold(DEVICES);
            last.destroy();
            assertThat(last.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told).as(Files.readString(directory.resolve("err"))).hasSize(DEVICES);
        assertThat(told.values()).allMatch(times -> times <= KILLS + 1);
        assertThat(told.values().stream().filter(times -> times > 1).count())
                .as("what was under way at a kill is told again, and no more")
                .isLessThan(DEVICES);
    }
}
