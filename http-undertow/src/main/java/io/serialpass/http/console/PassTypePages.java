package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.PassTypeHandlers;
import io.serialpass.http.wallet.PhoneParameters;
import io.serialpass.http.wallet.WalletPath;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.service.PassTypeChangeOutcome;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassTypeSort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The list of pass types, and the page of one. Safe for use by many threads. */
final class PassTypePages {

    static final String LIST = Site.ROOT + "/pass-types";

    static final String ONE = LIST + "/{passType}";

    private final Site site;
    private final Serialpass app;
    private final PassTypeHandlers types;

    PassTypePages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
        this.types = new PassTypeHandlers(app.passTypes(), app.packager(), app.format(), app.longWork(), app.clock());
    }

    List<Route> routes() {
        return List.of(
                Site.page(LIST, Access.READER, this::list),
                Site.page(ONE, Access.READER, this::show),
                Site.page(ONE + "/files/{name}", Access.READER, types::showFile),
                Site.page(ONE + "/files/{folder}/{name}", Access.READER, types::showFile));
    }

    static String address(PassTypeIdentifier type) {
        // The characters of an identifier need no escaping.
        return LIST + "/" + type.value();
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(ListAddress.withoutBlanks(request.query()), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> identifier = parameters.wildcard("passTypeIdentifier");
        identifier.ifPresent(wildcard -> sent.put("passTypeIdentifier", wildcard.pattern()));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        TimeRange lastUpdated = TimeFilters.read(parameters, "lastUpdated", sent);
        Paging<PassType, PassTypeSort> paging =
                Paging.read(LIST, parameters, PassTypeSort.values(), PassTypeSort.DATE_CREATED);
        Listing<PassTypeSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        Page<PassType> page = app.passTypes()
                .list(new PassTypeQuery(request.organization(), identifier, dateCreated, lastUpdated, listing));
        return site.show(
                request,
                "pass-types",
                LIST,
                site.texts().get("pass-types.title"),
                Map.of(
                        "address",
                        ListAddress.of(LIST, sent, listing),
                        "rows",
                        page.rows(),
                        "total",
                        page.total().orElseThrow(),
                        "next",
                        paging.next(request.organization(), sent, page).orElse("")));
    }

    /** Finds the type that a path names. */
    static Detailed find(Request request, Serialpass app) {
        return WalletPath.passType(request)
                .flatMap(type -> app.passTypes().find(request.organization(), type, request.memory()))
                .orElseThrow(() -> notFound(request));
    }

    static ApiException notFound(Request request) {
        return ApiException.notFound("pass type", "id", request.variable("passType"));
    }

    /**
     * What follows a change of a type that was there.
     *
     * @param done the name of the sentence that tells of it
     * @param refused shows why Wallet would refuse the passes; nothing was changed then
     */
    static Response after(
            Request request, PassTypeChangeOutcome outcome, String done, Function<List<Finding>, Response> refused) {
        return outcome.match(
                changed -> Site.goTo(address(changed.type().type().identifier()) + "?done=" + done),
                notFound -> {
                    throw notFound(request);
                },
                notUnique -> {
                    throw new IllegalStateException("a type that is there is not added");
                },
                typeOfAnother -> {
                    throw notFound(request);
                },
                findings -> refused.apply(findings.findings()));
    }

    private Response show(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<String> done = parameters.choice(
                "done",
                Map.of(
                        "template", site.texts().get("pass-type.done.template"),
                        "uploaded", site.texts().get("upload.done"),
                        "removed", site.texts().get("file-remove.done")));
        PassPhone phone = PhoneParameters.read(parameters);
        parameters.rejectUnknown();
        problems.check();
        Detailed found = find(request, app);
        PassTypeIdentifier identifier = found.type().identifier();
        return site.show(
                request,
                "pass-type",
                LIST,
                identifier.value(),
                Map.of(
                        "found", found,
                        "template",
                                found.content().template().map(TemplateText::of).orElse(""),
                        "findings", app.passTypes().examine(found),
                        "certificate", app.packager().certificate(identifier),
                        "newest", newest(request, identifier),
                        "phone", new PhoneChoice(phone, Languages.of(found)),
                        "now", app.clock().instant(),
                        "done", done.orElse("")));
    }

    /** The newest pass of a type, whose picture shows what the template makes. */
    private Optional<Pass> newest(Request request, PassTypeIdentifier type) {
        return app.passes().list(PassQuery.newest(request.organization(), type, PageRequest.first(1))).rows().stream()
                .filter(Pass::hasPackage)
                .findFirst();
    }
}
