package io.serialpass.http.console;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.ExpirationErrors;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.IssuedTokenSort;
import io.serialpass.organization.Role;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.ApiTokenCreateOutcome;
import io.serialpass.service.ApiTokenService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of API tokens; they are made and revoked here. Safe for use by many threads. */
final class TokenPages {

    static final String LIST = Site.ROOT + "/tokens";

    private static final String REVOKE = LIST + "/{id}/revoke";

    private final Site site;
    private final ApiTokenService tokens;

    TokenPages(Site site, ApiTokenService tokens) {
        this.site = site;
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Site.page(LIST, Access.ADMINISTRATOR, this::list),
                site.action(LIST, Access.ADMINISTRATOR, this::create),
                Site.page(REVOKE, Access.ADMINISTRATOR, this::confirm),
                site.action(REVOKE, Access.ADMINISTRATOR, (request, form) -> revoke(request)));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<String> done = parameters.choice("done", Map.of("revoked", text("token.done.revoked")));
        Paging<IssuedToken, IssuedTokenSort> paging =
                Paging.read(LIST, parameters, IssuedTokenSort.values(), IssuedTokenSort.DATE_CREATED, SortOrder.DESC);
        Listing<IssuedTokenSort> listing = paging.listing(request.organization(), Map.of(), problems);
        parameters.rejectUnknown();
        problems.check();
        Page<IssuedToken> page = tokens.list(new IssuedTokenQuery(request.organization(), TimeRange.any(), listing));
        return site.show(
                request,
                "tokens",
                LIST,
                text("tokens.title"),
                Map.of(
                        "rows", page.rows(),
                        "total", page.total().orElseThrow(),
                        "next",
                                paging.next(request.organization(), Map.of(), page)
                                        .orElse(""),
                        "done", done.orElse("")));
    }

    private Response create(Request request, Form form) {
        Role role = Role.ofLabel(form.text("role"))
                .orElseThrow(() -> ApiException.value("role", "must be one of the roles of the form"));
        Optional<String> name = Optional.of(form.text("name").strip())
                .filter(text -> !text.isEmpty())
                .map(TokenPages::name);
        String end = form.text("expirationDate").strip();
        Optional<Instant> wanted = end.isEmpty() ? Optional.empty() : Dates.parse(end);
        if (!end.isEmpty() && wanted.isEmpty()) {
            throw ApiException.value("expirationDate", "must be a date such as 2026-11-30");
        }
        return tokens.create(request.organization(), ApiTokenDetails.of(name, role, wanted))
                .match(
                        created -> made(request, created),
                        past -> {
                            throw ExpirationErrors.past();
                        },
                        tooMany -> {
                            throw new ApiException(
                                    ErrorCode.INVALID_PARAM_VALUE,
                                    "The organization has " + tooMany.most()
                                            + " tokens, which is the most that it may have. Revoke one first.");
                        });
    }

    private static String name(String text) {
        try {
            return ApiTokenDetails.requireName(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.value("name", String.valueOf(e.getMessage()));
        }
    }

    /** Shows the secret, which nobody sees a second time: so the browser is not sent to another page. */
    private Response made(Request request, ApiTokenCreateOutcome.Created created) {
        return site.show(
                request,
                "token-made",
                LIST,
                text("token.made.title"),
                Map.of("token", created.token(), "secret", created.secret().secret()));
    }

    private IssuedToken find(Request request) {
        Problems problems = new Problems();
        Optional<ApiTokenId> id = request.id(ApiTokenId::new, problems);
        problems.check();
        return tokens.find(request.organization(), id.orElseThrow()).orElseThrow(() -> notFound(request));
    }

    private static ApiException notFound(Request request) {
        return ApiException.notFound("token", "id", request.variable("id"));
    }

    private Response confirm(Request request) {
        QueryParameters.rejectAll(request.query());
        IssuedToken token = find(request);
        boolean isOwn = request.caller()
                .flatMap(caller -> caller.token())
                .filter(own -> own.id().equals(token.id()))
                .isPresent();
        return site.show(request, "token-revoke", LIST, text("token.revoke"), Map.of("token", token, "isOwn", isOwn));
    }

    private Response revoke(Request request) {
        if (!tokens.revoke(request.organization(), find(request).id())) {
            throw notFound(request);
        }
        return Site.goTo(LIST + "?done=revoked");
    }

    private String text(String key) {
        return site.texts().get(key);
    }
}
