package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code pass-type import} and {@code doctor}. */
class PassTypeCommandsTest {

    private static final String TYPE = "pass.com.example.ticket";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path folder = Path.of("");
    private Path certificates = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(directory.resolve("Ticket.pass"));
        certificates = Files.createDirectory(directory.resolve("certificates"));
        writeTemplate("\"A ticket\"");
        ImageIO.write(
                new BufferedImage(29, 29, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("icon.png").toFile());
    }

    private void writeTemplate(String description) throws IOException {
        Files.writeString(folder.resolve("pass.json"), """
                {"passTypeIdentifier": "pass.com.example.ticket", "description": %s, "organizationName": "Acme",
                 "generic": {"primaryFields": [{"key": "seat", "value": "{{fields.seat}}"}]}}""".formatted(description));
    }

    private void issueCertificate() throws IOException {
        Instant now = Instant.now();
        TrialAuthority authority = TrialAuthority.create(now.minusSeconds(60), new SecureRandom());
        Files.writeString(
                certificates.resolve("ticket.pem"),
                authority
                        .issue(
                                new PassTypeIdentifier(TYPE),
                                "TEAM",
                                "EC",
                                now.minusSeconds(60),
                                now.plus(Duration.ofDays(60)))
                        .toPem());
        Files.writeString(certificates.resolve("intermediate.crt"), TrialAuthority.toPem(authority.intermediate()));
    }

    private int run(String... arguments) {
        return Commands.run(out, err, arguments);
    }

    private String store() {
        return "--storage=jdbc:sqlite:" + directory.resolve("store.db");
    }

    private int importFolder() {
        return run("pass-type", "import", folder.toString(), store());
    }

    @Test
    void aFolderBecomesAPassTypeAndTheDoctorTellsWhatItLacks() throws IOException {
        assertThat(importFolder()).as(err.toString()).isZero();
        assertThat(out.toString()).contains(TYPE, "2 files", "There is no certificate");
        assertThat(run("doctor", "--pass-type", TYPE, store())).isEqualTo(1);
        assertThat(out.toString()).contains("incomplete: certificate", "--certificates");
        issueCertificate();
        assertThat(run("doctor", "--pass-type", TYPE, store(), "--certificates", certificates.toString()))
                .as("no phone trusts the certificate")
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("trial: certificate: The certificate is one of Serialpass's trial authority")
                .endsWith("With --trial the certificate counts as trusted.\n");
        assertThat(run("doctor", "--pass-type", TYPE, "--trial", store(), "--certificates", certificates.toString()))
                .as(out.toString() + err)
                .isZero();
        assertThat(out.toString()).endsWith("A phone that trusts the certificate would take this. No phone does.\n");
    }

    @Test
    void theSameAgainReplacesWhatIsThere() throws IOException {
        assertThat(importFolder()).isZero();
        Files.delete(folder.resolve("icon.png"));
        assertThat(importFolder()).as("a type that had an icon keeps one").isEqualTo(1);
        assertThat(err.toString()).contains("icon.png");
    }

    @Test
    void whatWalletWouldRefuseIsRefusedWithTheReason() throws IOException {
        writeTemplate("17");
        assertThat(importFolder()).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("serialpass: " + folder + " is refused. description:")
                .contains("17");
        Files.writeString(folder.resolve("pass.json"), "{");
        assertThat(importFolder()).isEqualTo(1);
        assertThat(err.toString()).contains("not JSON", "line 1");
        Files.writeString(folder.resolve("pass.json"), "{\"generic\": {}}");
        assertThat(importFolder()).isEqualTo(1);
        assertThat(err.toString()).contains("--pass-type");
        Files.writeString(folder.resolve("pass.json"), "{\"generic\": {}, \"passTypeIdentifier\": \"bad id\"}");
        assertThat(importFolder()).isEqualTo(1);
        assertThat(err.toString()).contains("'bad id'");
        assertThat(run("pass-type", "import", folder.resolve("pass.json").toString(), store()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("pass.json is refused");
        assertThat(run("pass-type", "import", directory.resolve("nowhere").toString(), store()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).allMatch(line -> line.startsWith("serialpass: "));
    }

    @Test
    void theDoctorLooksAtAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("a.pkpass"), "no zip");
        assertThat(run("doctor", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("error: archive:", "A phone would refuse this.");
        assertThat(run("doctor", "--trial", file.toString())).isEqualTo(1);
        assertThat(run("doctor", directory.resolve("none.pkpass").toString())).isEqualTo(2);
        assertThat(run("doctor")).isEqualTo(2);
        assertThat(run("doctor", "--pass-type", "pass.none", store())).isEqualTo(2);
        assertThat(err.toString().lines()).allMatch(line -> line.startsWith("serialpass: "));
    }

    @Test
    void aBadCertificateIsOneClearLine() throws IOException {
        assertThat(importFolder()).isZero();
        Path file = Files.writeString(certificates.resolve("ticket.p12"), "rubbish");
        assertThat(run("doctor", "--pass-type", TYPE, store(), "--certificates", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("ticket.p12");
    }

    @Test
    void anImportWithABadCertificateMakesNoStore() throws IOException {
        Path file = Files.writeString(certificates.resolve("ticket.p12"), "rubbish");
        assertThat(run("pass-type", "import", folder.toString(), store(), "--certificates", file.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("ticket.p12");
        assertThat(directory.resolve("store.db")).doesNotExist();
    }
}
