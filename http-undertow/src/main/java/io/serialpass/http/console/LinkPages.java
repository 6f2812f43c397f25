package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.LinkJson;
import io.serialpass.http.wallet.WalletPath;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.ExpirationErrors;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.LinkCreateOutcome;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkSort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The links by which customers get a pass: they are made and revoked on the page of the pass. Safe for use by many threads. */
final class LinkPages {

    /** The newest links of a pass that its page shows. */
    private static final int MOST = 20;

    private static final String ALL = PassPages.ONE + "/links";

    private static final String REVOKE = ALL + "/{id}/revoke";

    private final Site site;
    private final Serialpass app;

    LinkPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(
                site.action(ALL, Access.WRITER, this::create),
                Site.page(REVOKE, Access.WRITER, this::confirm),
                site.action(REVOKE, Access.WRITER, (request, form) -> revoke(request)));
    }

    /** The newest links of a pass, open or not. */
    List<PassLink> of(Organization organization, PassId pass) {
        return app.links()
                .list(
                        organization,
                        pass,
                        TimeRange.any(),
                        new Listing<>(
                                PassLinkSort.DATE_CREATED,
                                SortOrder.DESC,
                                PageRequest.first(MOST).withoutTotal()))
                .map(page -> page.rows())
                .orElse(List.of());
    }

    private static PassId pass(Request request) {
        return WalletPath.pass(request)
                .orElseThrow(() -> ApiException.notFound("pass", "id", WalletPath.written(request)));
    }

    private Response create(Request request, Form form) {
        PassId pass = pass(request);
        String end = form.text("expirationDate").strip();
        Optional<Instant> wanted = Optional.empty();
        if (!end.isEmpty()) {
            wanted = Dates.parse(end);
            if (wanted.isEmpty()) {
                throw ApiException.value("expirationDate", "must be a date such as 2026-11-30");
            }
        }
        return app.links()
                .create(request.organization(), List.of(pass), wanted)
                .match(
                        created -> made(request, pass, created),
                        notFound -> {
                            throw ApiException.notFound("pass", "id", WalletPath.written(request));
                        },
                        past -> {
                            throw ExpirationErrors.past();
                        },
                        tooLate -> {
                            throw ExpirationErrors.tooLate(tooLate.most());
                        });
    }

    /** Shows the secret, which nobody sees a second time: so the browser is not sent to another page. */
    private Response made(Request request, PassId pass, LinkCreateOutcome.Created created) {
        String path = LinkJson.path(created.token());
        return site.show(
                request,
                "link-made",
                PassPages.LIST,
                site.texts().get("link.made.title"),
                Map.of(
                        "pass",
                        pass,
                        "link",
                        created.link(),
                        "path",
                        path,
                        "url",
                        created.webServiceUrl().map(url -> url + path).orElse("")));
    }

    private PassLink find(Request request, PassId pass) {
        Problems problems = new Problems();
        Optional<LinkId> id = request.id(LinkId::new, problems);
        problems.check();
        return app.links()
                .find(request.organization(), id.orElseThrow())
                .filter(link ->
                        link.passes().stream().anyMatch(linked -> linked.id().equals(pass)))
                .orElseThrow(() -> ApiException.notFound("link", "id", request.variable("id")));
    }

    private Response confirm(Request request) {
        QueryParameters.rejectAll(request.query());
        PassId pass = pass(request);
        PassLink link = find(request, pass);
        return site.show(
                request,
                "link-revoke",
                PassPages.LIST,
                site.texts().get("link.revoke"),
                Map.of("pass", pass, "link", link));
    }

    private Response revoke(Request request) {
        PassId pass = pass(request);
        app.links().revoke(request.organization(), find(request, pass).id());
        return Site.goTo(TiedPass.address(pass) + "?done=revoked");
    }
}
