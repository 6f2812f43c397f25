package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.PushRequestHandlers;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.wallet.Pass;
import java.util.List;
import java.util.Map;

/** The page by which the phones of a pass are told again. Safe for use by many threads. */
final class PushPages {

    private static final String PUSH = PassPages.ONE + "/push";

    private final Site site;
    private final Serialpass app;
    private final PushRequestHandlers pushes;

    PushPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
        this.pushes = new PushRequestHandlers(app.pushRequests());
    }

    List<Route> routes() {
        return List.of(
                Site.page(PUSH, Access.WRITER, this::confirm),
                site.action(PUSH, Access.WRITER, (request, form) -> push(request)));
    }

    private Pass find(Request request) {
        return PassPages.find(request, app);
    }

    private Response confirm(Request request) {
        QueryParameters.rejectAll(request.query());
        Pass pass = find(request);
        String waiting = app.pushes().whyWaiting(pass.id().passTypeIdentifier()).orElse("");
        return site.show(
                request,
                "push-confirm",
                PassPages.LIST,
                site.texts().get("push.title"),
                Map.of("pass", TiedPasses.withPhones(app.storage(), pass), "waiting", waiting));
    }

    private Response push(Request request) {
        Pass pass = find(request);
        boolean isAny = pushes.devices(request) > 0;
        return Site.goTo(TiedPass.address(pass.id()) + "?done=" + (isAny ? "pushed" : "unpushed"));
    }
}
