package io.serialpass.http.cli;

import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.http.web.ApiException;
import io.serialpass.service.ImportReport;
import io.serialpass.service.ImportRow;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
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
        description = "Imports serial numbers from a file: good rows are kept, bad ones reported.",
        footer = {"", "Exit status: 0 all rows imported, 3 some rejected, 1 failed, 2 called wrongly."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ImportCommand implements Callable<Integer> {

    private static final int SOME_REJECTED = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "CSV with the header value,itemReference[,status], or one JSON object with these names a line.")
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
        try (FileChannel channel = FileChannel.open(file);
                InputStream in = Channels.newInputStream(channel);
                Storage storage =
                        Storages.open(store.storage(), StorageOptions.defaults().existing())) {
            return tell(run(storage, channel, in));
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + TransferFormats.reason(e) + ".", e);
        } catch (ApiException e) {
            throw new CommandFailure(file + ": " + e.getMessage(), e);
        }
    }

    private ImportReport run(Storage storage, FileChannel channel, InputStream in) throws IOException {
        TransferFormat chosen = format != null ? format : TransferFormats.byName(file);
        try (Progress progress = new Progress("Importing", channel.size(), Progress.onTerminal())) {
            return new SerialNumberImport(storage, Clock.systemUTC())
                    .run(store.organization(), chosen.rows(in), rows -> showProgress(progress, channel, rows));
        }
    }

    private static void showProgress(Progress progress, FileChannel channel, long rows) {
        try {
            progress.show(channel.position(), rows);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int tell(ImportReport report) {
        PrintWriter err = spec.commandLine().getErr();
        for (ImportRow.Rejected row : report.rejected()) {
            err.println("line " + row.line() + ": " + row.reason().name().toLowerCase(Locale.ROOT) + ": "
                    + row.description());
        }
        if (report.rejectedCount() > report.rejected().size()) {
            err.println("... and " + (report.rejectedCount() - report.rejected().size()) + " more.");
        }
        err.flush();
        spec.commandLine()
                .getOut()
                .println("Imported " + report.imported() + ", rejected " + report.rejectedCount() + ".");
        return report.rejectedCount() == 0 ? 0 : SOME_REJECTED;
    }
}
