package io.serialpass.http.console;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Role;
import io.serialpass.service.ApiTokenService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page that takes an API token and begins a session, and what ends the session. Safe for use by many threads. */
final class SignInPages {

    private final Site site;
    private final Sessions sessions;
    private final ApiTokenService tokens;

    SignInPages(Site site, Sessions sessions, ApiTokenService tokens) {
        this.site = site;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Site.page(Site.SIGN_IN, Access.ANYONE, request -> show(request, next(request), "")),
                Site.form(Site.SIGN_IN, Access.ANYONE, this::signIn),
                // Whatever the role and the token are by now, whoever has a session may end it.
                site.action(Site.ROOT + "/sign-out", Access.ANYONE, (request, form) -> signOut(request)));
    }

    private static String next(Request request) {
        return Site.pageOrRoot(new QueryParameters(request.query(), new Problems())
                .first("next")
                .orElse(""));
    }

    private Response show(Request request, String next, String problem) {
        return site.show(
                request, "sign-in", "", site.texts().get("sign-in.title"), Map.of("next", next, "problem", problem));
    }

    private Response signIn(Request request) {
        Form form = Form.of(request);
        String next = Site.pageOrRoot(form.text("next"));
        String secret = form.text("token").strip();
        if (secret.isEmpty()) {
            return show(request, next, text("sign-in.missing"));
        }
        ApiToken token = new ApiToken(secret);
        if (token.isMistyped()) {
            return show(request, next, text("sign-in.mistyped"));
        }
        return tokens.check(token.hash())
                .match(
                        valid -> problem(valid.caller())
                                .map(problem -> show(request, next, problem))
                                .orElseGet(() -> Site.goTo(next)
                                        .withHeader(
                                                "Set-Cookie",
                                                SessionCookie.begin(
                                                        sessions.begin(token.hash()), CrossSite.isOverTls(request)))),
                        expired -> show(request, next, text("sign-in.expired", Dates.format(expired.since()))),
                        unknown -> show(request, next, text("sign-in.unknown")));
    }

    private Optional<String> problem(Caller caller) {
        return caller.role().includes(Role.READER)
                ? Optional.empty()
                : Optional.of(text("sign-in.role", caller.role().label()));
    }

    private String text(String key, Object... values) {
        return site.texts().get(key, values);
    }

    private Response signOut(Request request) {
        SessionCookie.read(request.headerValues("Cookie")).ifPresent(sessions::end);
        return Site.goTo(Site.SIGN_IN).withHeader("Set-Cookie", SessionCookie.end(CrossSite.isOverTls(request)));
    }
}
