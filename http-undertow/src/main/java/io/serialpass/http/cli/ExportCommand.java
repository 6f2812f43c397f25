package io.serialpass.http.cli;

import io.serialpass.http.transfer.TransferFormat;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Exports serial numbers to a file, straight from the store; a server may run on it meanwhile. */
@Command(
        name = "export",
        description = "Exports serial numbers, sorted by id. A row that is there all along appears once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExportCommand implements Callable<Integer> {

    private static final int ROWS_BETWEEN_SIGNS = 1_000;

    @Mixin
    private StoreOptions store;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to, replacing what is there. Default: standard output")
    private @Nullable Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or ndjson. Default: by the file's name, else csv")
    private @Nullable TransferFormat format;

    @Option(
            names = "--value",
            paramLabel = "PATTERN",
            converter = WildcardConverter.class,
            description = "Only values that match; * stands for any characters.")
    private @Nullable Wildcard value;

    @Option(
            names = "--item-reference",
            paramLabel = "PATTERN",
            converter = WildcardConverter.class,
            description = "Only those of items whose reference matches.")
    private @Nullable Wildcard itemReference;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those that are new, reserved or sold.")
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
        try (Storage storage =
                Storages.open(store.storage(), StorageOptions.defaults().existing())) {
            if (target == null) {
                try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                    export(storage, out, TransferFormat.CSV, false);
                }
            } else {
                try (OutputStream out = Files.newOutputStream(target)) {
                    export(storage, out, TransferFormats.byName(target), Progress.onTerminal());
                }
            }
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("The export cannot be written: " + TransferFormats.reason(e) + ".", e);
        }
    }

    private void export(Storage storage, OutputStream out, TransferFormat usual, boolean bar) throws IOException {
        SerialNumberService serialNumbers = new SerialNumberService(storage, Clock.systemUTC());
        SerialNumberQuery query = query();
        long total =
                serialNumbers.list(query.with(PageRequest.first(1))).total().orElse(0);
        try (Progress progress = new Progress("Exporting", total, bar)) {
            AtomicLong done = new AtomicLong();
            (format != null ? format : usual)
                    .write(
                            out,
                            taker -> serialNumbers.forEach(query, row -> {
                                taker.accept(row);
                                if (done.incrementAndGet() % ROWS_BETWEEN_SIGNS == 0) {
                                    progress.show(done.get(), done.get());
                                }
                            }));
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
