package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.service.push.PassTrace;
import io.serialpass.service.push.TraceService;
import java.util.List;
import java.util.Optional;

/**
 * The issuer's call that tells why a phone did not update. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class TraceHandlers {

    private final TraceService traces;

    /**
     * Makes the handlers.
     *
     * @param traces the service that they call
     */
    public TraceHandlers(TraceService traces) {
        this.traces = traces;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String path = PassJson.PASSES + WalletPath.PASS + "/trace";
        return List.of(new Route("GET", path, Access.READER, Route.BodyKind.NONE, this::trace));
    }

    private Response trace(Request request) {
        QueryParameters.rejectAll(request.query());
        Optional<PassTrace> trace = WalletPath.pass(request).flatMap(id -> traces.trace(request.organization(), id));
        return trace.map(TraceJson::answer)
                .orElseThrow(() -> ApiException.notFound("pass", "id", WalletPath.written(request)));
    }
}
