package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.inventory.SerialNumberFilters;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The list of serial numbers, the page of one, and what is done with one. Safe for use by many threads. */
final class SerialNumberPages {

    static final String LIST = Site.ROOT + "/serial-numbers";

    private static final String ONE = LIST + "/{id}";

    private final Site site;
    private final Serialpass app;
    private final TiedPasses tied;

    SerialNumberPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
        this.tied = new TiedPasses(app.storage());
    }

    List<Route> routes() {
        return List.of(
                Site.page(LIST, Access.READER, this::list),
                Site.page(ONE, Access.READER, this::show),
                Site.page(ONE + "/status/{status}", Access.WRITER, this::confirm),
                site.action(ONE + "/status/{status}", Access.WRITER, (request, form) -> change(request)));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(ListAddress.withoutBlanks(request.query()), problems);
        SerialNumberFilters filters = SerialNumberFilters.read(parameters);
        Paging<SerialNumber, SerialNumberSort> paging =
                Paging.read(LIST, parameters, SerialNumberSort.values(), SerialNumberSort.DATE_CREATED);
        Listing<SerialNumberSort> listing = paging.listing(request.organization(), filters.sent(), problems);
        Optional<Boolean> ticked = parameters.bool("ticked");
        parameters.rejectUnknown();
        problems.check();
        Page<SerialNumber> page = app.serialNumbers()
                .list(filters.query(request.organization())
                        .sort(listing.sort(), listing.order())
                        .page(listing.page())
                        .build());
        return site.show(
                request,
                "serial-numbers",
                LIST,
                text("serial-numbers.title"),
                Map.of(
                        "address", ListAddress.of(LIST, filters.sent(), listing),
                        "rows", page.rows(),
                        "total", page.total().orElseThrow(),
                        "ticked", ticked.orElse(false),
                        "here", ListAddress.untickedPage(LIST, request.query()),
                        "next",
                                paging.next(request.organization(), filters.sent(), page)
                                        .orElse("")));
    }

    private Response show(Request request) {
        SerialNumber row = find(request);
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<SerialNumberStatus> done =
                parameters.value("done", SerialNumberStatus::parse, "must be one of new, reserved, sold");
        parameters.rejectUnknown();
        problems.check();
        return site.show(
                request,
                "serial-number",
                LIST,
                row.details().value().value(),
                Map.of(
                        "row", row,
                        "passes", tied.of(List.of(row.id())),
                        "done",
                                done.map(status -> text("serial-number.done." + status))
                                        .orElse("")));
    }

    private SerialNumber find(Request request) {
        Problems problems = new Problems();
        Optional<SerialNumberId> id = request.id(SerialNumberId::new, problems);
        problems.check();
        return app.serialNumbers()
                .find(request.organization(), id.orElseThrow())
                .orElseThrow(() -> notFound(request));
    }

    private static ApiException notFound(Request request) {
        return ApiException.notFound("serial number", "id", request.variable("id"));
    }

    private static SerialNumberStatus status(Request request) {
        return SerialNumberStatus.parse(request.variable("status"))
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this path."));
    }

    private Response confirm(Request request) {
        QueryParameters.rejectAll(request.query());
        SerialNumberStatus status = status(request);
        SerialNumber row = find(request);
        return site.show(
                request,
                "serial-number-confirm",
                LIST,
                text("serial-number.change." + status),
                Map.of("row", row, "status", status, "passes", tied.of(List.of(row.id()))));
    }

    private Response change(Request request) {
        SerialNumberStatus status = status(request);
        SerialNumber row = find(request);
        return app.serialNumbers()
                .update(request.organization(), row.id(), details -> details.withStatus(status))
                .match(
                        updated -> Site.goTo(
                                address(row.id()) + "?done=" + status.name().toLowerCase(Locale.ROOT)),
                        notFound -> {
                            throw notFound(request);
                        },
                        notUnique -> {
                            throw new ApiException(ErrorCode.NOT_UNIQUE, "value already used");
                        },
                        invalid -> {
                            throw new ApiException(
                                    ErrorCode.INVALID_STATUS_TRANSITION,
                                    "A serial number that is " + invalid.from() + " cannot become " + invalid.to()
                                            + ".");
                        });
    }

    static String address(SerialNumberId id) {
        return LIST + "/" + id.value();
    }

    private String text(String key) {
        return site.texts().get(key);
    }
}
