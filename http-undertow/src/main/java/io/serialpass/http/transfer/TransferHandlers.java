package io.serialpass.http.transfer;

import io.serialpass.http.inventory.InventoryJson;
import io.serialpass.http.inventory.SerialNumberFilters;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.organization.Organization;
import io.serialpass.service.ImportReport;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.service.SerialNumberService;
import io.serialpass.turn.FairQueue;
import io.serialpass.turn.Turnstile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The calls that move many serial numbers in and out. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class TransferHandlers {

    /**
     * Each holds a worker for as long as it takes, so that there are not more of them than leave room for others. One
     * organization takes three quarters of them at most.
     */
    private static final int MOST_AT_ONCE = 8;

    /** A byte of a file becomes part of a row, and that becomes part of what the store is given. */
    private static final int WORK_BYTES_OF_BYTE = 16;

    /** An import works on so many rows at a time that they take this at most, however long its file is. */
    private static final long MOST_WORK_BYTES = 4_000_000;

    private final SerialNumberService serialNumbers;
    private final SerialNumberImport imports;
    private final Turnstile<Organization, Request> room;

    /**
     * Makes the handlers.
     *
     * @param serialNumbers the service that exports
     * @param imports the service that imports
     */
    public TransferHandlers(SerialNumberService serialNumbers, SerialNumberImport imports) {
        this(serialNumbers, imports, MOST_AT_ONCE);
    }

    /**
     * Makes handlers for so many transfers at once.
     *
     * @param serialNumbers the service that exports
     * @param imports the service that imports
     * @param most how many imports and exports run at once at most, 1 or more
     */
    public TransferHandlers(SerialNumberService serialNumbers, SerialNumberImport imports, int most) {
        this.serialNumbers = serialNumbers;
        this.imports = imports;
        this.room = new Turnstile<>(most, FairQueue.mostOfOne(most), 1);
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        InventoryJson.SERIAL_NUMBERS + "/import",
                        Access.WRITER,
                        BodyKind.IMPORT,
                        this::importRows),
                new Route(
                        "GET",
                        InventoryJson.SERIAL_NUMBERS + "/export",
                        Access.READER,
                        BodyKind.NONE,
                        Optional.empty(),
                        true,
                        this::exportRows));
    }

    private void takeRoom(Organization caller) {
        if (!room.tryEnter(caller)) {
            throw ApiException.overloaded("Too many imports and exports run already. Nothing was done.");
        }
    }

    private Response importRows(Request request) {
        QueryParameters.rejectAll(request.query());
        TransferFormat format = TransferFormat.of(request.contentType()).orElseThrow();
        Path file = request.body().file().orElseThrow();
        takeRoom(request.organization());
        try (InputStream in = Files.newInputStream(file)) {
            request.memory().take(Math.min(MOST_WORK_BYTES, WORK_BYTES_OF_BYTE * Files.size(file)));
            RowReader rows = format.rows(in);
            ImportReport report = imports.run(request.organization(), rows, done -> {});
            return ImportAnswer.of(report, rows.passedOver());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            room.done(request.organization());
        }
    }

    private Response exportRows(Request request) {
        SerialNumberQuery query = exported(request);
        TransferFormat format = AcceptedFormat.of(request.header("Accept"));
        return streamed(request, format, query, format::write);
    }

    /**
     * Exports rows for a spreadsheet, as {@link TransferFormat#writeForSpreadsheet} does.
     *
     * @param request a request with the filters of the export
     * @return the rows
     */
    public Response exportForSpreadsheet(Request request) {
        return streamed(request, TransferFormat.CSV, exported(request), TransferFormat::writeForSpreadsheet);
    }

    /** Writes rows in one of the formats. */
    @FunctionalInterface
    private interface Writer {
        void write(OutputStream out, Consumer<Consumer<SerialNumber>> rows) throws IOException;
    }

    private Response streamed(Request request, TransferFormat format, SerialNumberQuery query, Writer writer) {
        return Response.streaming(format.mediaType() + "; charset=utf-8", out -> {
            takeRoom(request.organization());
            try {
                writer.write(out, taker -> serialNumbers.forEach(query, taker));
            } finally {
                room.done(request.organization());
            }
        });
    }

    private static SerialNumberQuery exported(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        SerialNumberFilters filters = SerialNumberFilters.read(parameters);
        SerialNumberSort sort = Paging.sort(parameters, SerialNumberSort.values(), SerialNumberSort.DATE_CREATED);
        SerialNumberQuery query = filters.query(request.organization())
                .sort(sort, Paging.order(parameters))
                .build();
        parameters.rejectUnknown();
        problems.check();
        return query;
    }
}
