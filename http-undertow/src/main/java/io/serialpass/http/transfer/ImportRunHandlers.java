package io.serialpass.http.transfer;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.inventory.ImportRunSort;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.SortOrder;
import io.serialpass.service.ImportRunDetails;
import io.serialpass.service.ImportRunService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of imports that go on without their clients. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ImportRunHandlers {

    private static final String WORDS = "import";

    private final ImportRunService runs;

    /**
     * Makes the handlers.
     *
     * @param runs the service that they call
     */
    public ImportRunHandlers(ImportRunService runs) {
        this.runs = runs;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String all = ImportRunJson.RUNS;
        return List.of(
                new Route(
                        "POST",
                        all,
                        Access.WRITER,
                        BodyKind.IMPORT,
                        Optional.of(request -> requireRoom(request.organization())),
                        false,
                        this::begin),
                new Route("GET", all, Access.READER, BodyKind.NONE, this::list),
                new Route("GET", all + "/{id}", Access.READER, BodyKind.NONE, this::show));
    }

    private void requireRoom(Organization organization) {
        if (!runs.hasRoom(organization)) {
            throw tooMany();
        }
    }

    private static ApiException tooMany() {
        return ApiException.overloaded("Too many imports run already. Nothing was done.");
    }

    private Response begin(Request request) {
        QueryParameters.rejectAll(request.query());
        TransferFormat format = TransferFormat.of(request.contentType()).orElseThrow();
        return ImportRunJson.begun(begin(request, format, request.body().file().orElseThrow(), Optional.empty()));
    }

    /**
     * Begins an import that goes on after the request.
     *
     * @param request the request, whose organization gets the rows
     * @param format the format of the rows
     * @param file the rows; the file is taken away
     * @param name the name of the file at its sender
     * @return the run
     * @throws ApiException 400 if the file as a whole cannot be understood, 503 if too many imports run already
     */
    public ImportRun begin(Request request, TransferFormat format, Path file, Optional<String> name) {
        requireRoom(request.organization());
        try {
            ImportFile facts = new ImportFile(name, format.mediaType(), Files.size(file));
            return runs.begin(request.organization(), facts, RunSource.take(file, format))
                    .orElseThrow(ImportRunHandlers::tooMany);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Paging<ImportRun, ImportRunSort> paging = Paging.read(
                ImportRunJson.RUNS, parameters, ImportRunSort.values(), ImportRunSort.DATE_CREATED, SortOrder.DESC);
        Listing<ImportRunSort> listing = paging.listing(request.organization(), Map.of(), problems);
        parameters.rejectUnknown();
        problems.check();
        return paging.answer(
                request.organization(), Map.of(), runs.list(request.organization(), listing), ImportRunJson::write);
    }

    private Response show(Request request) {
        return ImportRunJson.details(find(request));
    }

    /**
     * Finds the run that a path names.
     *
     * @param request a request with the id in its path, and no parameters
     * @return the run with its rejected rows
     * @throws ApiException 400 if the id is none, 404 if the organization has no such run
     */
    public ImportRunDetails find(Request request) {
        Problems problems = new Problems();
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<ImportRunId> id = request.id(ImportRunId::new, problems);
        problems.check();
        return runs.find(request.organization(), id.orElseThrow())
                .orElseThrow(() -> ApiException.notFound(WORDS, "id", id.get().value()));
    }
}
