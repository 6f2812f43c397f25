package io.serialpass.http.cli;

import io.serialpass.http.web.Resources;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.text.Secrets;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes all that a first pass type takes: a folder to edit, and a certificate to try it with. */
@Command(
        name = "new",
        description =
                "Makes a directory with an example of a pass type, Ticket.pass, and a certificate for it, certificates, with"
                        + " its pass phrase beside it. No phone trusts that certificate: put Apple's in its place.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PassTypeNewCommand implements Callable<Integer> {

    private static final String TEAM = "TRIAL12345";

    /** Where in the directory each file of the example comes from. */
    private static final Map<String, List<String>> FILES = Map.of(
            "ticket.pass", List.of("pass.json", "de.lproj/pass.strings", "en.lproj/pass.strings"),
            "jazz-night.pass",
                    List.of(
                            "icon.png",
                            "icon@2x.png",
                            "icon@3x.png",
                            "logo.png",
                            "logo@2x.png",
                            "strip.png",
                            "strip@2x.png"));

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The directory, which is not there yet.")
    private Path directory;

    @Option(
            names = "--pass-type",
            paramLabel = "ID",
            defaultValue = "pass.com.example.ticket",
            description = "The pass type. Default: pass.com.example.ticket")
    private String passType;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    PassTypeNewCommand() {}

    @Override
    public Integer call() {
        PassTypeIdentifier type = passType();
        Path parent = directory.toAbsolutePath().normalize().getParent();
        if (Files.exists(directory) || parent == null) {
            throw new CommandFailure(
                    directory + " is there already. Name a directory that is not there yet.",
                    new IllegalStateException("exists"));
        }
        if (!Files.isDirectory(parent)) {
            throw new CommandFailure(
                    "There is no directory " + parent + ". Make it first, or name another one.",
                    new IllegalStateException("parent"));
        }
        Path folder = directory.resolve("Ticket.pass");
        Path certificates = directory.resolve("certificates");
        try {
            writeFolder(folder, type);
            writeCertificates(certificates, type);
        } catch (IOException e) {
            throw new CommandFailure(
                    "The files cannot be written to " + directory + ": " + TransferFormats.reason(e) + ".", e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("The pass type " + type.value() + " is in " + folder
                + ", and a certificate that no phone trusts in " + certificates + ". Next:");
        out.println("serialpass pass-type import " + folder + " --certificates " + certificates);
        out.flush();
        return 0;
    }

    private PassTypeIdentifier passType() {
        try {
            return new PassTypeIdentifier(passType);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--pass-type': it " + e.getMessage(), e);
        }
    }

    private static void writeFolder(Path folder, PassTypeIdentifier type) throws IOException {
        for (Map.Entry<String, List<String>> source : FILES.entrySet()) {
            for (String name : source.getValue()) {
                byte[] content = Resources.read(PassTypeNewCommand.class, source.getKey() + "/" + name);
                Path file = folder.resolve(name);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                if (name.equals("pass.json")) {
                    String template = new String(content, StandardCharsets.UTF_8);
                    Files.writeString(file, template.replace("PASS_TYPE", type.value()));
                } else {
                    Files.write(file, content);
                }
            }
        }
    }

    private static void writeCertificates(Path certificates, PassTypeIdentifier type) throws IOException {
        SecureRandom random = new SecureRandom();
        Instant begin = Instant.now().minus(Duration.ofHours(1));
        TrialAuthority authority = TrialAuthority.create(begin, random);
        TrialAuthority.Issued issued = authority.issue(type, TEAM, "RSA", begin, begin.plus(Duration.ofDays(365)));
        String passPhrase = Secrets.generate(random);
        PrivateFiles.createDirectory(certificates);
        Path file = certificates.resolve("ticket.p12");
        PrivateFiles.write(certificates.resolve("ticket.p12.passphrase"), passPhrase + "\n");
        PrivateFiles.write(file, issued.toPkcs12(passPhrase.toCharArray()));
        PrivateFiles.write(certificates.resolve("intermediate.cer"), TrialAuthority.toPem(authority.intermediate()));
    }
}
