package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.PassFolder;
import io.serialpass.wallet.apple.PkpassBuilder;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.signing.CertificateFiles;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample in README of making packages without a server, compiled and run, and compared with what README says. */
class PackageSampleTest {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.ticket");

    @TempDir
    private Path directory;

    @Test
    void theSampleRuns() throws Exception {
        Path certificates = Files.createDirectory(directory.resolve("certificates"));
        Instant now = Instant.now();
        TrialAuthority authority = TrialAuthority.create(now.minusSeconds(60), new SecureRandom());
        TrialAuthority.Issued issued =
                authority.issue(TYPE, "TEAM", "RSA", now.minusSeconds(60), now.plus(Duration.ofDays(60)));
        Files.writeString(certificates.resolve("ticket.pem"), issued.toPem());
        Files.writeString(certificates.resolve("intermediate.pem"), TrialAuthority.toPem(authority.intermediate()));
        Path folder = Files.createDirectory(directory.resolve("Ticket.pass"));
        Files.writeString(folder.resolve("pass.json"), """
                {"description": "A ticket", "organizationName": "Acme",
                 "generic": {"primaryFields": [{"key": "seat", "value": "{{fields.seat}}"}]}}""");
        ImageIO.write(
                new BufferedImage(29, 29, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("icon.png").toFile());
        Path file = directory.resolve("ticket.pkpass");
        // README begins
        PassPackager packager = new ApplePassPackager(
                new CertificateFiles(List.of(certificates), Optional.empty()), Optional.empty(), Clock.systemUTC());

        byte[] pkpass = PkpassBuilder.of(
                        new PassTypeIdentifier("pass.com.example.ticket"), PassFolder.ofDirectory(folder))
                .field("seat", "Row 7, seat 4")
                .build(new PassSerialNumber("TICKET-0001"), Instant.now(), packager);
        Files.write(file, pkpass);
        // README ends
        assertThat(new PkpassDoctor(Clock.systemUTC()).examine(Files.readAllBytes(file)))
                .noneMatch(finding -> finding.isError());
    }

    @Test
    void readmeShowsWhatRuns() throws Exception {
        ReadmeSample.assertShown(PackageSampleTest.class);
    }
}
