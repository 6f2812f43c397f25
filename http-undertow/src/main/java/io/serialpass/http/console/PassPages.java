package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.FindingJson;
import io.serialpass.http.wallet.PackageHandlers;
import io.serialpass.http.wallet.PassFilters;
import io.serialpass.http.wallet.WalletPath;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.service.push.PassTrace;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of passes, the page of one, and what is done with one. Safe for use by many threads. */
final class PassPages {

    static final String LIST = Site.ROOT + "/passes";

    static final String ONE = LIST + "/{passType}/{serial}";

    private final Site site;
    private final Serialpass app;
    private final PackageHandlers packages;
    private final LinkPages links;
    private final PassHistory history;

    PassPages(Site site, Serialpass app, LinkPages links) {
        this.site = site;
        this.app = app;
        this.links = links;
        this.history = new PassHistory(app.storage());
        this.packages = new PackageHandlers(app.passPackages(), app.format(), app.longWork(), app.clock());
    }

    List<Route> routes() {
        return List.of(
                Site.page(LIST, Access.READER, this::list),
                Site.page(ONE, Access.READER, this::show),
                Site.page(ONE + "/preview", Access.READER, packages::preview),
                Site.page(ONE + "/void", Access.WRITER, request -> confirm(request, true)),
                Site.page(ONE + "/restore", Access.WRITER, request -> confirm(request, false)),
                site.action(ONE + "/void", Access.WRITER, (request, form) -> change(request, true)),
                site.action(ONE + "/restore", Access.WRITER, (request, form) -> change(request, false)));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(ListAddress.withoutBlanks(request.query()), problems);
        PassFilters filters = PassFilters.read(parameters);
        Paging<Pass, PassSort> paging = Paging.read(LIST, parameters, PassSort.values(), PassSort.DATE_CREATED);
        Listing<PassSort> listing = paging.listing(request.organization(), filters.sent(), problems);
        parameters.rejectUnknown();
        problems.check();
        Page<Pass> page = app.passes().list(filters.query(request.organization(), listing));
        return site.show(
                request,
                "passes",
                LIST,
                text("passes.title"),
                Map.of(
                        "address",
                        ListAddress.of(LIST, filters.sent(), listing),
                        "rows",
                        page.rows(),
                        "total",
                        page.total().orElseThrow(),
                        "next",
                        paging.next(request.organization(), filters.sent(), page)
                                .orElse("")));
    }

    private Response show(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<String> done = parameters.choice(
                "done",
                Map.of(
                        "void", text("pass.done.void"),
                        "restore", text("pass.done.restore"),
                        "edited", text("pass.done.edited"),
                        "issued", text("issue.done"),
                        "pushed", text("push.done"),
                        "unpushed", text("push.nobody"),
                        "revoked", text("link.done.revoked")));
        parameters.rejectUnknown();
        problems.check();
        PassTrace trace = trace(request);
        return site.show(
                request,
                "pass",
                LIST,
                trace.pass().id().serialNumber().value(),
                Map.of(
                        "trace", trace,
                        "links", links.of(request.organization(), trace.pass().id()),
                        "history", history.of(trace.pass()),
                        "now", app.clock().instant(),
                        "done", done.orElse("")));
    }

    /** A pass, and how far its devices have come. */
    private PassTrace trace(Request request) {
        return WalletPath.pass(request)
                .flatMap(id -> app.traces().trace(request.organization(), id))
                .orElseThrow(() -> notFound(request));
    }

    static ApiException notFound(Request request) {
        return ApiException.notFound("pass", "id", WalletPath.written(request));
    }

    /**
     * The pass that the path of a request names.
     *
     * @throws ApiException 404 if the organization has no such pass
     */
    static Pass find(Request request, Serialpass app) {
        return WalletPath.pass(request)
                .flatMap(id -> app.passes().find(request.organization(), id))
                .orElseThrow(() -> notFound(request));
    }

    private Response confirm(Request request, boolean isVoid) {
        QueryParameters.rejectAll(request.query());
        PassTrace trace = trace(request);
        TiedPass pass = TiedPasses.withPhones(app.storage(), trace.pass());
        return site.show(
                request,
                "pass-confirm",
                LIST,
                text(isVoid ? "pass.void" : "pass.restore"),
                Map.of("pass", pass, "isVoid", isVoid));
    }

    private Response change(Request request, boolean isVoid) {
        PassId id = WalletPath.pass(request).orElseThrow(() -> notFound(request));
        return app.passes()
                .update(request.organization(), id, details -> details.withVoided(isVoid))
                .match(
                        updated -> Site.goTo(TiedPass.address(id) + "?done=" + (isVoid ? "void" : "restore")),
                        notFound -> {
                            throw notFound(request);
                        },
                        refused -> {
                            throw ApiException.value("fields", FindingJson.refusal(refused.findings()));
                        },
                        notAllowed -> {
                            throw ApiException.value("fields", notAllowed.rule());
                        });
    }

    private String text(String key) {
        return site.texts().get(key);
    }
}
