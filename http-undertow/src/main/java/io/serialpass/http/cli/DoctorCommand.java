package io.serialpass.http.cli;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassTypeService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.Finding;
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
                "Looks for what Wallet would refuse in a package, or in what the packages of a pass type are made of:"
                        + " each finding with what is wrong, where, and what to do. Ends with 0 where Wallet would take it, else 1.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {

    private static final long MOST_BYTES = 200L << 20;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Patient patient;

    @Mixin
    private StoreOptions store;

    @Mixin
    private PackageOptions packages;

    /** What is looked at. */
    static final class Patient {
        @Parameters(paramLabel = "FILE", description = "A package, FILE.pkpass.")
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
        out.println(
                refused
                        ? "Wallet would refuse this."
                        : findings.isEmpty() ? "Nothing is wrong." : "Wallet would take this.");
        out.flush();
        return refused ? 1 : 0;
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
