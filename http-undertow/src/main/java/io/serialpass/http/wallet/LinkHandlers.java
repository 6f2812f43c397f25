package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ExpirationErrors;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.TimeRange;
import io.serialpass.service.LinkService;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkSort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The issuer's calls of links: to make, list and revoke them. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class LinkHandlers {

    private static final String WORDS = "link";

    private final LinkService links;
    private final PassFormat format;

    /**
     * Makes the handlers.
     *
     * @param links the service that they call
     * @param format says how many passes are handed over at once
     */
    public LinkHandlers(LinkService links, PassFormat format) {
        this.links = links;
        this.format = format;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String ofPass = PassJson.PASSES + WalletPath.PASS + "/link";
        String one = LinkJson.LINKS + "/{id}";
        return List.of(
                new Route("POST", ofPass, Access.WRITER, BodyKind.JSON, this::create),
                new Route("GET", ofPass, Access.READER, BodyKind.NONE, this::listOfPass),
                new Route("GET", LinkJson.LINKS, Access.READER, BodyKind.NONE, this::listAll),
                new Route("GET", one, Access.READER, BodyKind.NONE, this::show),
                new Route("DELETE", one, Access.WRITER, BodyKind.NONE, this::revoke));
    }

    private static ApiException notFound(Request request) {
        return ApiException.notFound("pass", "id", WalletPath.written(request));
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        // One pass of the link is the one of the path.
        Optional<List<PassId>> others = body.texts("passes", format.mostInBundle() - 1, WalletPath::ofText);
        Optional<Instant> end = body.date("expirationDate");
        body.rejectUnknown();
        problems.check();
        PassId first = WalletPath.pass(request).orElseThrow(() -> notFound(request));
        List<PassId> passes = new ArrayList<>(List.of(first));
        passes.addAll(others.orElse(List.of()));
        if (passes.stream().distinct().count() < passes.size()) {
            throw ApiException.value("passes", "must name other passes than the one of the path, and each once");
        }
        return links.create(request.organization(), passes, end)
                .match(
                        LinkJson::created,
                        notFound -> {
                            throw ApiException.notFound("pass", "id", notFound.pass());
                        },
                        past -> {
                            throw ExpirationErrors.past();
                        },
                        tooLate -> {
                            throw ExpirationErrors.tooLate(tooLate.most());
                        });
    }

    private Response listAll(Request request) {
        return list(
                request,
                LinkJson.LINKS,
                (created, listing) -> Optional.of(links.list(request.organization(), created, listing)));
    }

    private Response listOfPass(Request request) {
        Optional<PassId> pass = WalletPath.pass(request);
        String path = pass.map(PassJson::href).orElse(PassJson.PASSES) + "/link";
        return list(
                request,
                path,
                (created, listing) -> pass.flatMap(id -> links.list(request.organization(), id, created, listing)));
    }

    private static Response list(
            Request request,
            String path,
            BiFunction<TimeRange, Listing<PassLinkSort>, Optional<Page<PassLink>>> lister) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        Paging<PassLink, PassLinkSort> paging =
                Paging.read(path, parameters, PassLinkSort.values(), PassLinkSort.DATE_CREATED);
        Listing<PassLinkSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        Page<PassLink> page = lister.apply(dateCreated, listing).orElseThrow(() -> notFound(request));
        return paging.answer(request.organization(), sent, page, LinkJson::write);
    }

    private static LinkId id(Request request) {
        Problems problems = new Problems();
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<LinkId> id = request.id(LinkId::new, problems);
        problems.check();
        return id.orElseThrow();
    }

    private static ApiException notFound(LinkId id) {
        return ApiException.notFound(WORDS, "id", id.value());
    }

    private Response show(Request request) {
        LinkId id = id(request);
        return links.find(request.organization(), id).map(LinkJson::answer).orElseThrow(() -> notFound(id));
    }

    private Response revoke(Request request) {
        LinkId id = id(request);
        if (!links.revoke(request.organization(), id)) {
            throw notFound(id);
        }
        return Response.deleted();
    }
}
