package io.serialpass.http.cli;

import io.serialpass.http.transfer.RowReader;
import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.http.web.ApiException;
import io.serialpass.inventory.ImportRow;
import io.serialpass.service.ImportReport;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports serial numbers from a file, straight into the store; a server may run on it meanwhile. */
@Command(
        name = "import",
        description = "Imports serial numbers from a file: good rows are kept, bad rows are reported.",
        footer = {"", "Exit status: 0 all rows imported, 3 some rejected, 1 failed, 2 called wrongly."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ImportCommand implements Callable<Integer> {

    private static final int SOME_REJECTED = 3;
    private static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "CSV with the header value,itemReference[,status][,warehouseStockId], or one JSON object with these names a"
                            + " line. A file that export wrote is taken too. - for standard input.")
    private Path file;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or ndjson. Default: by the file's name, else csv")
    private @Nullable TransferFormat format;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ImportCommand() {}

    @Override
    public Integer call() {
        try (InputStream in = open();
                Storage storage =
                        Storages.open(store.storage(), StorageOptions.defaults().existing())) {
            return run(storage, new CountingStream(in));
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ApiException e) {
            throw new CommandFailure(file + ": " + e.getMessage(), e);
        }
    }

    private InputStream open() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        return file.toString().equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file);
    }

    private CommandFailure unreadable(IOException e) {
        return new CommandFailure("The file " + file + " cannot be read: " + TransferFormats.reason(e) + ".", e);
    }

    private int run(Storage storage, CountingStream in) throws IOException {
        TransferFormat chosen = format != null ? format : TransferFormats.byName(file);
        long size = Files.isRegularFile(file) ? Files.size(file) : 0;
        RowReader rows = chosen.rows(in);
        ImportReport report;
        try (Progress progress = new Progress("Importing", size, Progress.onTerminal())) {
            report = new SerialNumberImport(storage, Clock.systemUTC())
                    .run(store.organization(), rows, done -> progress.show(in.count(), done));
        }
        return tell(report, rows.passedOver());
    }

    private int tell(ImportReport report, Collection<String> passedOver) {
        PrintWriter err = spec.commandLine().getErr();
        for (ImportRow.Rejected row : report.rejected()) {
            err.println("line " + row.line() + ": " + row.reason().name().toLowerCase(Locale.ROOT) + ": "
                    + row.description());
        }
        if (report.rejectedCount() > report.rejected().size()) {
            err.println("... and " + (report.rejectedCount() - report.rejected().size()) + " more.");
        }
        if (!passedOver.isEmpty()) {
            err.println("Passed over, since no import sets them: " + String.join(", ", passedOver) + ".");
        }
        err.flush();
        spec.commandLine()
                .getOut()
                .println("Imported " + report.imported() + ", rejected " + report.rejectedCount()
                        + (report.blank() == 0 ? "" : ", passed over " + report.blank() + " empty rows") + ".");
        report.stop().ifPresent(stop -> {
            throw new CommandFailure(
                    "The import stopped before line " + stop.line() + ": "
                            + stop.cause().getMessage() + " Import the file again from that line on.",
                    stop.cause());
        });
        return report.rejectedCount() == 0 ? 0 : SOME_REJECTED;
    }
}
