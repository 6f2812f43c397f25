package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.transfer.ImportResult;
import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.http.transfer.TransferHandlers;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.turn.Share;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page by which serial numbers are imported from a file or a text, and the export of a list. Safe for use by many threads. */
final class ImportPages {

    /** These come on top of those that run over the API. */
    private static final int MOST_AT_ONCE = 2;

    /** The reader looks so far for the first letter, which tells the format. */
    private static final int MOST_BLANKS = 1_000;

    private static final String IMPORT = SerialNumberPages.LIST + "/import";

    private static final String EXPORT = SerialNumberPages.LIST + "/export";

    private final Site site;
    private final TransferHandlers transfers;

    ImportPages(Site site, Serialpass app) {
        this.site = site;
        this.transfers = new TransferHandlers(app.serialNumbers(), app.serialNumberImport(), MOST_AT_ONCE);
    }

    List<Route> routes() {
        return List.of(
                Site.page(IMPORT, Access.WRITER, this::show),
                site.action(IMPORT, Access.WRITER, Route.BodyKind.IMPORT_FORM, this::importRows),
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
        return site.show(
                request,
                status,
                "import",
                SerialNumberPages.LIST,
                text("import.title"),
                Map.of("rows", rows, "problem", problem));
    }

    private Response importRows(Request request, Form form) {
        String pasted = form.text("rows");
        Path file = request.body().file().orElseThrow();
        boolean hasFile = !request.body().form().orElseThrow().fileName().isEmpty();
        if (hasFile != pasted.isBlank()) {
            return show(request, 400, pasted, text("import.either"));
        }
        byte[] bytes = pasted.getBytes(StandardCharsets.UTF_8);
        try (InputStream in =
                new BufferedInputStream(hasFile ? Files.newInputStream(file) : new ByteArrayInputStream(bytes))) {
            long length = hasFile ? Files.size(file) : bytes.length;
            return shown(request, transfers.importRows(request, format(in), in, length));
        } catch (ApiException e) {
            if (e.code().status() != 400) {
                throw e;
            }
            return show(request, 400, pasted, text("import.refused", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The format of a file, which is left at its beginning. No table begins with a brace. */
    private static TransferFormat format(InputStream in) throws IOException {
        in.mark(MOST_BLANKS + 1);
        int letter = in.read();
        for (int i = 0; i < MOST_BLANKS && letter >= 0 && (letter <= ' ' || letter > '~'); i++) {
            letter = in.read();
        }
        in.reset();
        return letter == '{' ? TransferFormat.NDJSON : TransferFormat.CSV;
    }

    private Response shown(Request request, ImportResult result) {
        return site.show(
                request,
                "imported",
                SerialNumberPages.LIST,
                text("imported.title"),
                Map.of("result", result, "stopped", result.whyStopped().orElse("")));
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
