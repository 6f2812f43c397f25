package io.serialpass.http.cli;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassTypeService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Finding.Severity;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what Wallet would refuse, and why. */
@Command(
        name = "doctor",
        description =
                "Checks a package, a bundle of packages, or the template and the files of a pass type, for faults for which"
                        + " Wallet would refuse a pass. Each finding says what is wrong, where, and what to do. The last line"
                        + " says what a phone would do. Exit status: 0 a phone would take it, 1 a phone would refuse it, 2 the"
                        + " command was wrong.",
        exitCodeOnExecutionException = CommandLine.ExitCode.USAGE,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {

    private static final long MOST_BYTES = 200L << 20;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Patient patient;

    @Option(names = "--trial", description = "Certificates of severity trial, which no phone trusts, count as trusted.")
    private boolean trial;

    @Mixin
    private StoreOptions store;

    @Mixin
    private PackageOptions packages;

    /** The package or the pass type that is looked at. */
    static final class Patient {
        @Parameters(paramLabel = "FILE", description = "A package, FILE.pkpass, or a bundle, FILE.pkpasses.")
        private @Nullable Path file;

        @Option(names = "--pass-type", paramLabel = "ID", description = "A pass type of the store.")
        private @Nullable String passType;
    }

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    DoctorCommand() {}

    @Override
    public Integer call() {
        Path file = patient.file;
        List<Finding> findings = file != null ? ofFile(file) : ofPassType(String.valueOf(patient.passType));
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : findings) {
            out.println(finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding);
        }
        boolean refused = findings.stream().anyMatch(Finding::isError);
        boolean untrusted = findings.stream().anyMatch(finding -> finding.severity() == Severity.TRIAL);
        out.println(verdict(refused, untrusted));
        out.flush();
        return refused || (untrusted && !trial) ? 1 : 0;
    }

    private String verdict(boolean refused, boolean untrusted) {
        if (refused) {
            return "A phone would refuse this.";
        }
        if (!untrusted) {
            return "A phone would take this.";
        }
        return trial
                ? "A phone that trusts the certificate would take this. No phone does."
                : "A phone would refuse this for its certificate alone. With --trial the certificate counts as trusted.";
    }

    private static List<Finding> ofFile(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandFailure(
                        "The file " + file + " is too large to be a package.", new IOException("size"));
            }
            return new PkpassDoctor(Clock.systemUTC()).examine(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + TransferFormats.reason(e) + ".", e);
        }
    }

    private List<Finding> ofPassType(String passType) {
        Clock clock = Clock.systemUTC();
        try (Storage storage =
                Storages.open(store.storage(), StorageOptions.defaults().existing())) {
            PassTypeService types = new PassTypeService(
                    storage, clock, new ApplePassPackager(packages.identities(), packages.webServiceUrl(), clock));
            return types.examine(store.organization(), new PassTypeIdentifier(passType))
                    .orElseThrow(() -> noSuchType(passType));
        } catch (IllegalArgumentException e) {
            throw noSuchType(passType);
        }
    }

    private CommandFailure noSuchType(String passType) {
        return new CommandFailure(
                "The store " + store.storage() + " has no pass type '" + passType + "' of the organization '"
                        + store.organization().name() + "'.",
                new IllegalArgumentException(passType));
    }
}
