package io.serialpass.http.door;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.Resources;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.turn.Share;
import java.util.List;
import java.util.Optional;

/**
 * Gives the page of a door and its two files. The page holds nothing that is not public: whoever opens it enters a token, and the page
 * makes the calls of doors with it. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DoorHandlers {

    /** Nothing runs but the page's own script, and nothing is asked of another host. */
    private static final String SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Makes the handlers. */
    public DoorHandlers() {}

    /**
     * The calls.
     *
     * @return their routes, which need no token
     */
    public List<Route> routes() {
        return List.of(
                route("/door", "door.html", "text/html; charset=utf-8"),
                route("/door/door.css", "door.css", "text/css; charset=utf-8"),
                route("/door/door.js", "door.js", "text/javascript; charset=utf-8"));
    }

    private static Route route(String template, String file, String contentType) {
        return Route.get(
                template, Access.ANYONE, Optional.of(Share.ADMINISTRATION), request -> answer(file, contentType));
    }

    private static Response answer(String file, String contentType) {
        return Response.bytes(contentType, Resources.read(DoorHandlers.class, file))
                .withHeader("Content-Security-Policy", SECURITY_POLICY)
                .withHeader("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("X-Robots-Tag", "noindex")
                .withHeader("Cache-Control", "no-cache");
    }
}
