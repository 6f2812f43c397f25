package io.serialpass.http.cli;

import io.serialpass.http.adoption.FileRows;
import io.serialpass.http.adoption.PackageDirectory;
import io.serialpass.http.adoption.SourceDatabase;
import io.serialpass.http.adoption.SourceException;
import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.http.web.ApiException;
import io.serialpass.service.AdoptedPackages;
import io.serialpass.service.AdoptionReport;
import io.serialpass.service.AdoptionRow;
import io.serialpass.service.PassAdoption;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.apple.ApplePassFormat;
import io.serialpass.wallet.apple.ApplePassPackager;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adopts passes and registrations of another pass server, straight into the store; a server may run on it meanwhile. */
@Command(
        name = "adopt",
        description =
                "Takes over passes and registrations from another pass server, with their tokens, so that the passes in"
                        + " phones go on without being issued again. It can be run again: what is here already stays as it is.",
        footer = {"", "Exit status: 0 all rows adopted, 3 some rejected, 1 failed, 2 called wrongly."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class AdoptCommand implements Callable<Integer> {

    private static final int SOME_REJECTED = 3;
    private static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdoptionSourceOptions source;

    @ArgGroup
    private @Nullable Packages packages;

    /** Where the packages are. */
    static final class Packages {
        @Option(
                names = "--packages",
                paramLabel = "DIR",
                description =
                        "The directory of the old server's packages. A name that the old server tells is looked for in"
                                + " it, else PASSTYPE/SERIAL.pkpass and SERIAL.pkpass. Default: no packages come along")
        private @Nullable Path directory;

        @Option(
                names = "--packages-from",
                paramLabel = "URL",
                description =
                        "The old server's web service URL, without /v1: each package is fetched from there with the"
                                + " token of its pass.")
        private @Nullable String url;
    }

    @Option(names = "--dry-run", description = "Adopts nothing, and tells what would be adopted.")
    private boolean isTrial;

    @Mixin
    private StoreOptions store;

    @Mixin
    private PackageOptions made;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    AdoptCommand() {}

    @Override
    public Integer call() {
        try {
            return source.isDatabase() ? adoptDatabase() : adoptFile();
        } catch (SourceException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ApiException e) {
            throw new CommandFailure(source.from() + ": " + e.getMessage(), e);
        }
    }

    private CommandFailure unreadable(IOException e) {
        return new CommandFailure(
                "The file " + source.from() + " cannot be read: " + TransferFormats.reason(e) + ".", e);
    }

    private int adoptDatabase() {
        try (SourceDatabase database = source.open()) {
            spec.commandLine().getErr().println("The tables are those of " + database.layout() + ".");
            return adopt(database, () -> 0, 0);
        }
    }

    private int adoptFile() throws IOException {
        Path file = source.file();
        TransferFormat format = source.format(file);
        long size = Files.isRegularFile(file) ? Files.size(file) : 0;
        FileRows reader = new FileRows(source.options());
        try (CountingStream in = new CountingStream(open(file))) {
            int status = adopt(reader.read(format, in), in::count, size);
            List<String> passedOver = reader.passedOver();
            if (!passedOver.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "Passed over, since nothing is read from them: " + String.join(", ", passedOver) + ".");
            }
            return status;
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        return file.toString().equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file);
    }

    /** How much of the source was read. */
    @FunctionalInterface
    private interface Position {
        long count();
    }

    private int adopt(Iterator<AdoptionRow> rows, Position position, long size) {
        Clock clock = Clock.systemUTC();
        // Before the store, which is made if it is not there: a command that was called wrongly makes none.
        ApplePassPackager packager = new ApplePassPackager(made.identities(), made.webServiceUrl(), clock);
        AdoptedPackages adopted = packages();
        AdoptionReport report;
        try (Storage storage = Storages.open(store.storage(), StorageOptions.defaults());
                Progress progress = new Progress("Adopting", size, Progress.onTerminal())) {
            report = new PassAdoption(storage, clock, packager, new ApplePassFormat(clock).check(), adopted)
                    .run(store.organization(), rows, isTrial, done -> progress.show(position.count(), done));
        }
        return tell(report);
    }

    private AdoptedPackages packages() {
        if (packages == null) {
            return AdoptedPackages.none();
        }
        if (packages.directory == null) {
            return OldServerPackages.of(String.valueOf(packages.url));
        }
        if (!Files.isDirectory(packages.directory)) {
            throw new CommandFailure("There is no directory " + packages.directory + ".");
        }
        return new PackageDirectory(packages.directory);
    }

    private int tell(AdoptionReport report) {
        PrintWriter err = spec.commandLine().getErr();
        list(err, report.rejected(), "rejected: ");
        list(err, report.remarks(), "");
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        out.println((isTrial ? "Would adopt " : "Adopted ") + report.passes() + " passes (" + report.packages()
                + " with a package) and " + report.registrations() + " registrations; rejected "
                + report.rejected().count() + " rows.");
        if (report.samePasses() + report.changedPasses() + report.sameRegistrations() + report.endedRegistrations()
                > 0) {
            out.println("Here already: " + report.samePasses() + " passes and " + report.sameRegistrations()
                    + " registrations. Changed on the old server since: " + report.changedPasses()
                    + " passes. Ended here since: " + report.endedRegistrations() + " registrations.");
        }
        out.flush();
        report.stop().ifPresent(cause -> {
            throw new CommandFailure(
                    "The adoption stopped half way: " + cause.getMessage()
                            + " Run it again: it goes on where it stopped.",
                    cause);
        });
        return report.rejected().count() == 0 ? 0 : SOME_REJECTED;
    }

    private static void list(PrintWriter err, AdoptionReport.Remarks remarks, String prefix) {
        remarks.listed().forEach(remark -> err.println(remark.place() + ": " + prefix + remark.text()));
        if (remarks.count() > remarks.listed().size()) {
            err.println("... and " + (remarks.count() - remarks.listed().size()) + " more.");
        }
    }
}
