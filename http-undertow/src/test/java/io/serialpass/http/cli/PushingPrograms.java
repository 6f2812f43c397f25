package io.serialpass.http.cli;

import io.serialpass.event.PassTypeEvent;
import io.serialpass.http.Program;
import io.serialpass.http.TestServer;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Servers in processes of their own, on one store of passes that are on phones, which push to a stand-in for Apple's service. */
final class PushingPrograms {

    static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");

    private final Path directory;

    PushingPrograms(Path directory) {
        this.directory = directory;
    }

    private Storage open() {
        return Storages.open("jdbc:sqlite:" + directory.resolve("store.db"), StorageOptions.defaults());
    }

    static String token(int device) {
        return String.format("%064x", 0xABCDEF00L + device);
    }

    /** A store of passes that are made here, each on a phone. */
    void fill(int devices) {
        Organization owner = new Organization("default");
        Instant now = Clock.systemUTC().instant().minusSeconds(60);
        try (Storage storage = open()) {
            storage.write(tx -> {
                tx.passTypes().claim(TYPE, owner, now);
                byte[] template = "{}".getBytes(StandardCharsets.UTF_8);
                tx.passTypes().putFile(TYPE, PassFileName.TEMPLATE, Optional.of(template), now);
                tx.passTypes().putFile(TYPE, new PassFileName("icon.png"), Optional.of(TestServer.icon()), now);
                UpdateTag tag = tx.passes().takeTag(TYPE, now);
                tx.passTypes().renewPasses(TYPE, tag, now);
                for (int i = 0; i < devices; i++) {
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

    void writeCertificates() throws IOException {
        // Valid for a while, so that a server may have a clock that goes behind.
        Instant now = Clock.systemUTC().instant().minusSeconds(3_600);
        TrialAuthority authority = TrialAuthority.create(now, new SecureRandom());
        Path certificates = Files.createDirectory(directory.resolve("certificates"));
        TrialAuthority.Issued issued =
                authority.issue(TYPE, "TEAM", "EC", now.minusSeconds(60), now.plusSeconds(86_400));
        Files.writeString(certificates.resolve("card.pem"), issued.toPem());
        Files.writeString(certificates.resolve("intermediate.pem"), TrialAuthority.toPem(authority.intermediate()));
    }

    Process start(ApnsStandIn apple) throws IOException {
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

    /** Gives all passes a new version, as a change of their template does. */
    void change() {
        Instant now = Clock.systemUTC().instant();
        try (Storage storage = open()) {
            storage.write(tx -> {
                UpdateTag tag = tx.passes().takeTag(TYPE, now);
                tx.passTypes().renewPasses(TYPE, tag, now);
                tx.events().append(PassTypeEvent.ofType(TYPE, tag), now);
                return true;
            });
        }
    }

    /** What the servers have said on standard error. */
    String errors() throws IOException {
        return Files.readString(directory.resolve("err"));
    }
}
