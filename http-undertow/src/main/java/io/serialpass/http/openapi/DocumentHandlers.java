package io.serialpass.http.openapi;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.turn.Share;
import java.util.List;
import java.util.Optional;

/**
 * Gives the description of all calls, for programs and for people. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DocumentHandlers {

    /** Makes the handlers. */
    public DocumentHandlers() {}

    /**
     * The calls.
     *
     * @return their routes, which need no token
     */
    public List<Route> routes() {
        return List.of(route("/openapi.json", request -> document()), route("/docs", request -> page()));
    }

    /** Whoever reads documents waits for those who do the same, and phones wait for nobody who does. */
    private static Route route(String template, Route.Handler handler) {
        return Route.get(template, Access.ANYONE, Optional.of(Share.ADMINISTRATION), handler);
    }

    private static Response document() {
        return Response.bytes("application/json", OpenApiDocument.get().json())
                // A page of another origin may show it: it holds nothing that is not public.
                .withHeader("Access-Control-Allow-Origin", "*")
                .withHeader("Cache-Control", "no-cache");
    }

    private static Response page() {
        return Response.bytes("text/html; charset=utf-8", OpenApiDocument.get().page())
                .withHeader("Content-Security-Policy", DocumentPage.SECURITY_POLICY)
                .withHeader("Cache-Control", "no-cache");
    }
}
