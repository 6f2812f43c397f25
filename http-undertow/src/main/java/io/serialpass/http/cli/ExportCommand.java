package io.serialpass.http.cli;

import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.Wildcard;
import io.serialpass.service.SerialNumberService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Exports serial numbers to a file, straight from the store; a server may run on it meanwhile. */
@Command(
        name = "export",
        description = "Exports serial numbers, sorted by id. A row that is there during the whole export appears once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExportCommand implements Callable<Integer> {

    private static final int ROWS_BETWEEN_SIGNS = 1_000;
    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The file to write. An older file is replaced only when the export is complete. Default, or -: standard"
                            + " output")
    private @Nullable Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or ndjson. Default: by the file's name, else csv")
    private @Nullable TransferFormat format;

    @Option(
            names = "--excel",
            description =
                    "CSV that a spreadsheet can open: it begins with a byte order mark, and a text that the spreadsheet"
                            + " would take for a formula has a ' before it. import takes it back.")
    private boolean excel;

    @Option(
            names = "--value",
            paramLabel = "PATTERN",
            converter = WildcardConverter.class,
            description = "Only serial numbers whose value matches; * stands for any characters.")
    private @Nullable Wildcard value;

    @Option(
            names = "--item-reference",
            paramLabel = "PATTERN",
            converter = WildcardConverter.class,
            description = "Only serial numbers of items whose reference matches.")
    private @Nullable Wildcard itemReference;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only serial numbers with this status: new, reserved or sold.")
    private @Nullable SerialNumberStatus status;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ExportCommand() {}

    static final class WildcardConverter implements ITypeConverter<Wildcard> {
        @Override
        public Wildcard convert(String text) {
            try {
                return Wildcard.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("the pattern " + e.getMessage());
            }
        }
    }

    @Override
    public Integer call() {
        Path target = output;
        boolean toFile = target != null && !target.toString().equals(STANDARD_OUTPUT);
        if (excel && format == TransferFormat.NDJSON) {
            throw new ParameterException(spec.commandLine(), "--excel makes CSV, and --format asks for ndjson");
        }
        try (Storage storage =
                Storages.open(store.storage(), StorageOptions.defaults().existing())) {
            if (target != null && toFile) {
                TransferFormat usual = excel ? TransferFormat.CSV : TransferFormats.byName(target);
                ReplacedFile.write(target, out -> export(storage, out, usual, Progress.onTerminal()));
            } else {
                try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                    export(storage, out, TransferFormat.CSV, false);
                }
            }
            return 0;
        } catch (IOException e) {
            throw new CommandFailure(
                    "The export cannot be written: " + (toFile ? target + ": " : "") + TransferFormats.reason(e) + ".",
                    e);
        }
    }

    private void export(Storage storage, OutputStream out, TransferFormat usual, boolean bar) throws IOException {
        SerialNumberService serialNumbers = new SerialNumberService(storage, Clock.systemUTC());
        SerialNumberQuery query = query();
        long total =
                serialNumbers.list(query.with(PageRequest.first(1))).total().orElse(0);
        try (Progress progress = new Progress("Exporting", total, bar)) {
            AtomicLong done = new AtomicLong();
            Consumer<Consumer<SerialNumber>> rows = taker -> serialNumbers.forEach(query, row -> {
                taker.accept(row);
                if (done.incrementAndGet() % ROWS_BETWEEN_SIGNS == 0) {
                    progress.show(done.get(), done.get());
                }
            });
            if (excel) {
                TransferFormat.writeForSpreadsheet(out, rows);
            } else {
                (format != null ? format : usual).write(out, rows);
            }
            progress.show(done.get(), done.get());
        }
    }

    private SerialNumberQuery query() {
        SerialNumberQuery.Builder query =
                SerialNumberQuery.builder(store.organization()).sort(SerialNumberSort.ID, SortOrder.ASC);
        if (value != null) {
            query.value(value);
        }
        if (itemReference != null) {
            query.itemReference(itemReference);
        }
        if (status != null) {
            query.status(status);
        }
        return query.build();
    }
}
