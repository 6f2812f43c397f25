package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.transfer.ImportRunHandlers;
import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.http.transfer.TransferHandlers;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunSort;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.service.ImportRunDetails;
import io.serialpass.service.ImportRunService;
import io.serialpass.turn.Share;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages by which serial numbers are imported from a file or a text, and the export of a list. Safe for use by many threads. */
final class ImportPages {

    /** These exports come on top of those that run over the API. */
    private static final int MOST_AT_ONCE = 2;

    /** So long the page with the form waits for an import to end. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final String SECONDS_BETWEEN_LOOKS = "2";

    /** The reader looks so far for the first letter, which tells the format. */
    private static final int MOST_BLANKS = 1_000;

    private static final String IMPORT = SerialNumberPages.LIST + "/import";

    private static final String RUNS = SerialNumberPages.LIST + "/imports";

    private static final String EXPORT = SerialNumberPages.LIST + "/export";

    private final Site site;
    private final ImportRunService runs;
    private final ImportRunHandlers handlers;
    private final TransferHandlers transfers;

    ImportPages(Site site, Serialpass app) {
        this.site = site;
        this.runs = app.importRuns();
        this.handlers = new ImportRunHandlers(runs);
        this.transfers = new TransferHandlers(app.serialNumbers(), app.serialNumberImport(), MOST_AT_ONCE);
    }

    List<Route> routes() {
        return List.of(
                Site.page(IMPORT, Access.WRITER, this::show),
                site.action(IMPORT, Access.WRITER, Route.BodyKind.IMPORT_FORM, this::importRows),
                Site.page(RUNS + "/{id}", Access.READER, this::showRun),
                new Route(
                        "GET",
                        EXPORT,
                        Access.READER,
                        Route.BodyKind.NONE,
                        Optional.empty(),
                        true,
                        Optional.of(Share.ADMINISTRATION),
                        Optional.empty(),
                        this::export));
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        return show(request, 200, "", "");
    }

    private Response show(Request request, int status, String rows, String problem) {
        Listing<ImportRunSort> newest = new Listing<>(
                ImportRunSort.DATE_CREATED,
                SortOrder.DESC,
                PageRequest.first(ImportRunService.MOST_KEPT).withoutTotal());
        return site.show(
                request,
                status,
                "import",
                SerialNumberPages.LIST,
                text("import.title"),
                Map.of(
                        "rows",
                        rows,
                        "problem",
                        problem,
                        "runs",
                        runs.list(request.organization(), newest).rows()));
    }

    private Response importRows(Request request, Form form) {
        String pasted = form.text("rows");
        Path file = request.body().file().orElseThrow();
        String name = request.body().form().orElseThrow().fileName();
        if (name.isEmpty() == pasted.isBlank()) {
            return show(request, 400, pasted, text("import.either"));
        }
        try {
            if (name.isEmpty()) {
                Files.writeString(file, pasted);
            }
            ImportRun run = handlers.begin(request, format(file), file, lineOf(name));
            // Whoever imports little sees at once what became of it.
            runs.await(run.id(), AT_ONCE);
            return Site.goTo(RUNS + "/" + run.id().value());
        } catch (ApiException e) {
            if (e.code().status() != 400) {
                throw e;
            }
            return show(request, 400, pasted, text("import.refused", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a file as one line; browsers send what the system allows. */
    private static Optional<String> lineOf(String name) {
        String line = name.codePoints()
                .filter(letter -> !Character.isISOControl(letter))
                .limit(ImportFile.MOST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    /** No table begins with a brace. */
    private static TransferFormat format(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int letter = in.read();
            for (int i = 0; i < MOST_BLANKS && letter >= 0 && (letter <= ' ' || letter > '~'); i++) {
                letter = in.read();
            }
            return letter == '{' ? TransferFormat.NDJSON : TransferFormat.CSV;
        }
    }

    private Response showRun(Request request) {
        ImportRunDetails details = handlers.find(request);
        Response page = site.show(
                request,
                "imported",
                SerialNumberPages.LIST,
                text("imported.title." + details.run().state().label()),
                Map.of("details", details));
        return details.run().isRunning() ? page.withHeader("Refresh", SECONDS_BETWEEN_LOOKS) : page;
    }

    private Response export(Request request) {
        return transfers
                .exportForSpreadsheet(request)
                .withHeader("Content-Disposition", "attachment; filename=\"serial-numbers.csv\"");
    }

    private String text(String key, Object... values) {
        return site.texts().get(key, values);
    }
}
