package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.service.push.PushRequestOutcome;
import io.serialpass.service.push.PushRequestService;
import java.util.List;

/**
 * The issuer's call that has the devices of a pass told again. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PushRequestHandlers {

    /** The pushes are sent after the answer. */
    private static final int ACCEPTED = 202;

    private final PushRequestService requests;

    /**
     * Makes the handlers.
     *
     * @param requests the service that they call
     */
    public PushRequestHandlers(PushRequestService requests) {
        this.requests = requests;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String path = PassJson.PASSES + WalletPath.PASS + "/push";
        return List.of(new Route("POST", path, Access.WRITER, Route.BodyKind.NONE, this::push));
    }

    private Response push(Request request) {
        QueryParameters.rejectAll(request.query());
        int devices = devices(request);
        return Response.json(ACCEPTED, json -> {
            json.writeStartObject();
            json.writeNumberField("devices", devices);
            json.writeEndObject();
        });
    }

    /**
     * Has the devices of a pass told again.
     *
     * @param request a request whose path names the pass by the variables {@code passType} and {@code serial}
     * @return how many devices are told
     * @throws ApiException 404 if there is no such pass, 503 if no push of its type is sent now
     */
    public int devices(Request request) {
        return WalletPath.pass(request)
                .map(id -> requests.request(request.organization(), id))
                .orElseGet(PushRequestOutcome.NotFound::new)
                .<Integer>match(
                        requested -> requested,
                        notFound -> {
                            throw ApiException.notFound("pass", "id", WalletPath.written(request));
                        },
                        waiting -> {
                            throw ApiException.unavailable("No phone is told now, and nothing was done. " + waiting);
                        });
    }
}
